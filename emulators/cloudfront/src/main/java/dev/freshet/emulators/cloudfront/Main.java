package dev.freshet.emulators.cloudfront;

import dev.freshet.emulators.template.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Runs a template's distribution in front of any server, until it is interrupted. */
@Command(
    name = "./freshet cloudfront",
    description = "Run a template's CloudFront distribution in front of any server.",
    sortOptions = false)
public final class Main implements Callable<Integer> {
  /**
   * A strong reference, because java.util.logging may discard unreferenced loggers with their
   * level.
   */
  private static final Logger HTTP_SERVER = Logger.getLogger("io.helidon");

  @Option(
      names = "--template",
      paramLabel = "FILE",
      required = true,
      description = "a CloudFormation or SAM template")
  private Path template = Path.of("");

  @Option(
      names = "--resource",
      paramLabel = "ID",
      required = true,
      description = "the logical id of its AWS::CloudFront::Distribution")
  private String resource = "";

  @Option(
      names = "--origin",
      paramLabel = "ID=URL",
      required = true,
      description = "where an origin of the distribution is; once for each")
  private Map<String, String> origins = new LinkedHashMap<>();

  @Option(
      names = "--parameter",
      paramLabel = "NAME=VALUE",
      description = "a value for a parameter of the template")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Mixin private EdgeArguments edge = new EdgeArguments();

  @Option(
      names = "--api-port",
      paramLabel = "N",
      defaultValue = "0",
      description = "where CloudFront's API is (default: any free port)")
  private int apiPort;

  @Option(names = "--help", usageHelp = true, description = "print this")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Main()).setParameterExceptionHandler(Main::misused).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    HTTP_SERVER.setLevel(Level.WARNING);
    try (CloudFrontEmulator emulator = start()) {
      System.out.printf(
          """
          Viewers         %s
          CloudFront API  %s
          Distribution    %s

          To purge: aws --endpoint-url %2$s cloudfront create-invalidation --distribution-id %3$s --paths '/*'
          """,
          emulator.url(), emulator.api(), emulator.distributionId());
      System.out.flush();
      new CountDownLatch(1).await();
      return 0;
    } catch (TemplateException | IllegalArgumentException e) {
      return fail(e.getMessage());
    } catch (UncheckedIOException e) {
      return fail(e.getMessage() + ": " + e.getCause());
    }
  }

  private CloudFrontEmulator start() {
    edge.check();
    edge.requirePort("--api-port", apiPort);
    requireFree(edge.port());
    requireFree(apiPort);
    return CloudFrontEmulator.start(
        template, resource, addresses(), parameters, options -> edge.of(options).apiPort(apiPort));
  }

  private Map<String, URI> addresses() {
    Map<String, URI> addresses = new LinkedHashMap<>();
    origins.forEach((id, url) -> addresses.put(id, address(id, url)));
    return addresses;
  }

  private static URI address(String id, String url) {
    if (!url.matches("https?://[^/?#]+(/[^?#]*)?|file:/.+")) {
      throw new IllegalArgumentException(
          "--origin "
              + id
              + " must be an http or https URL without a query, or a file: URL for a bucket, was '"
              + url
              + "'");
    }
    return URI.create(url);
  }

  /** Said before anything starts; 0 stands for any free port. */
  private static void requireFree(int number) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
    } catch (IOException e) {
      throw new IllegalArgumentException("port " + number + " is taken; choose another", e);
    }
  }

  private static int misused(ParameterException wrong, String[] arguments) {
    System.err.println("cloudfront: " + wrong.getMessage());
    return CommandLine.ExitCode.USAGE;
  }

  private static int fail(@Nullable String reason) {
    System.err.println("cloudfront: " + reason);
    return 1;
  }
}
