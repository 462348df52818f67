package dev.freshet.bench.cold;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Starts a function in a process of its own, under AWS's runtime interface client, with the memory
 * that the template gives it.
 */
final class ColdProcess {
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final long PATIENCE_SECONDS = 60;

  /** The share of memory that Lambda gives to the heap. */
  private static final double HEAP_SHARE = 0.85;

  /** Longer than an idle connection is kept: when a function is restored, all are dead. */
  private static final Duration FROZEN = Duration.ofSeconds(6);

  private final List<Path> runtime;
  private final List<String> flags;
  private final Path log;
  private final InstantSource clock;

  /**
   * @param runtime the jars of the runtime interface client
   * @param flags of the functions' JVM, in addition to Lambda's
   * @param log receives the output of the processes
   */
  ColdProcess(List<Path> runtime, List<String> flags, Path log, InstantSource clock) {
    this.runtime = runtime;
    this.flags = flags;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Starts the function, waits for its answer to the event and ends it.
   *
   * @throws IllegalStateException if it fails, or gives no answer in a minute
   */
  ColdStart run(Mode mode, Subject subject) throws IOException, InterruptedException {
    if (mode == Mode.AOT && !Files.exists(cache(subject))) {
      start(mode, subject, java(subject, flat(subject), "-XX:AOTCacheOutput=" + cache(subject)));
    }
    return start(mode, subject, command(mode, subject));
  }

  private List<String> command(Mode mode, Subject subject) throws IOException {
    return switch (mode) {
      case PLAIN, SNAPSHOT -> java(subject, joined(runtime));
      case AOT -> java(subject, flat(subject), "-XX:AOTCache=" + cache(subject));
    };
  }

  private ColdStart start(Mode mode, Subject subject, List<String> command)
      throws IOException, InterruptedException {
    String arn = subject.function().arn().toString();
    CompletableFuture<Process> running = new CompletableFuture<>();
    CompletableFuture<Duration> restored = new CompletableFuture<>();
    Runnable freeze =
        () -> {
          LockSupport.parkNanos(FROZEN.toNanos());
          restored.complete(processorTime(running.join()));
        };
    try (RuntimeApi api = RuntimeApi.start(clock, subject.event(), arn, freeze)) {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(subject.code().directory().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().clear();
      builder.environment().putAll(environment(mode, subject, api));
      long started = System.nanoTime();
      Process process = builder.start();
      running.complete(process);
      try {
        return measured(api, mode, started, process, restored);
      } finally {
        end(process);
      }
    }
  }

  private static Map<String, String> environment(Mode mode, Subject subject, RuntimeApi api) {
    Map<String, String> environment = new HashMap<>(subject.function().environment());
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    environment.put("LAMBDA_TASK_ROOT", subject.code().directory().toString());
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE", mode == Mode.SNAPSHOT ? "snap-start" : "on-demand");
    return environment;
  }

  private ColdStart measured(
      RuntimeApi api, Mode mode, long started, Process process, CompletableFuture<Duration> before)
      throws InterruptedException {
    try {
      long answered = api.answered.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Duration processor = processorTime(process).minus(before.getNow(Duration.ZERO));
      long begin = mode == Mode.SNAPSHOT ? api.restored.get() : started;
      long asked = api.asked.get();
      return new ColdStart(
          Duration.ofNanos(asked - begin), Duration.ofNanos(answered - asked), processor);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("no answer; see " + log, failed);
    }
  }

  private static Duration processorTime(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Ends it normally, because a killed process writes no AOT cache. */
  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private static Path cache(Subject subject) {
    Path directory = subject.code().directory();
    return directory.resolveSibling(directory.getFileName() + "-" + subject.name() + ".aot");
  }

  /** Everything on one class path: the JVM caches no classes of other loaders. */
  private String flat(Subject subject) throws IOException {
    List<Path> all = new ArrayList<>(runtime);
    all.addAll(subject.code().jars());
    return joined(all);
  }

  private static String joined(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** The known flags of Lambda's Java runtimes. */
  private List<String> java(Subject subject, String classPath, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xmx" + (int) (subject.function().memoryMegabytes() * HEAP_SHARE) + "m");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(flags);
    command.addAll(List.of(more));
    command.addAll(List.of("-cp", classPath, CLIENT, subject.function().handler()));
    return command;
  }
}
