package dev.freshet.local.cli;

import dev.freshet.emulators.template.TemplateException;
import dev.freshet.local.alarms.AlarmWatch;
import dev.freshet.local.console.Console;
import dev.freshet.local.console.Tally;
import dev.freshet.local.system.DataDirectoryTakenException;
import dev.freshet.local.system.FreePort;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.local.system.Narrator;
import dev.freshet.local.system.PortTakenException;
import dev.freshet.local.system.SystemOptions;
import dev.freshet.operations.cli.HelpOption;
import dev.freshet.servers.ServerFailedException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the system and logs the steps of each change, until it is interrupted. */
@Command(name = "up", description = "Start the whole system on this machine.")
final class UpCommand implements Callable<Integer> {

  /** The default port of the edge. */
  static final int DEFAULT_PORT = 8080;

  /** What a command ends with that cannot be carried out. */
  private static final int FAILED = 1;

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = PortNumber.class,
      defaultValue = "" + DEFAULT_PORT,
      description = "where the edge listens (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "keep the table in this directory (default: in memory)")
  private @Nullable Path data;

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description = "a value for a parameter of the template, such as PurgeWindowSeconds=5")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--no-demo", description = "create no demo users, orders and products")
  private boolean withoutDemo;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  private final CountDownLatch stopped = new CountDownLatch(1);

  @Override
  public Integer call() throws InterruptedException, IOException {
    ServerLog.leadToFunctionOutput();
    PrintStream screen = System.out;
    try (FunctionOutput output =
        FunctionOutput.redirect(Project.directory(), Integer.toString(port))) {
      LocalSystem system = LocalSystem.start(options());
      AlarmWatch alarms = new AlarmWatch(system);
      output.listen(alarms::line);
      Tally metrics = new Tally();
      output.listen(metrics);
      ControlServer control = new ControlServer(system);
      Console console = console(system, metrics);
      RunFile run = new RunFile(port(system), ProcessHandle.current().pid(), control.uri());
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                alarms.close();
                stop(system, control, console, run, screen);
              }));
      run.write(Project.directory());
      system.changes().listen(new Narrator(screen, system.options().now(), ZoneId.systemDefault()));
      alarms.start(new AlarmLines(screen, system.options()::now));
      screen.println(Greeting.text(system, console.url(), !withoutDemo, output.file()));
      stopped.await();
      return 0;
    } catch (PortTakenException e) {
      return fail(PortHolder.describe(e.port()) + "; choose another with --port");
    } catch (ServerFailedException | DataDirectoryTakenException | TemplateException e) {
      return fail(e.getMessage());
    }
  }

  private SystemOptions options() {
    SystemOptions options =
        SystemOptions.of(Project.template())
            .port(port)
            .demo(!withoutDemo)
            .pages(Project.directory().resolve("web/target/site"));
    parameters.forEach(options::parameter);
    return data == null ? options : options.dataDirectory(data);
  }

  /** Beside the edge where that port is free, so that its address is easy to remember. */
  private static Console console(LocalSystem system, Tally metrics) {
    int beside = port(system) + 1;
    return Console.start(
        system,
        metrics,
        FreePort.isFree(beside) ? beside : 0,
        Project.directory().resolve("web/target/site"),
        new FaultRoutes(system.faults()));
  }

  private void stop(
      LocalSystem system, ControlServer control, Console console, RunFile run, PrintStream screen) {
    screen.println("Stopping…");
    run.delete(Project.directory());
    console.close();
    control.close();
    system.close();
    screen.println("Stopped.");
    stopped.countDown();
  }

  private static int port(LocalSystem system) {
    return system.url().getPort();
  }

  private static int fail(@Nullable String reason) {
    System.err.println("freshet: " + reason);
    return FAILED;
  }
}
