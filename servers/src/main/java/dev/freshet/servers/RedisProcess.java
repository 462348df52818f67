package dev.freshet.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run of a Redis server that is ours: in memory only, on 127.0.0.1, gone with this JVM. */
final class RedisProcess {

  /** A loaded build machine forks slowly; a server that takes longer than this never comes. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration BETWEEN_PINGS = Duration.ofMillis(10);

  private final Process process;
  private final Path log;
  private final CompletableFuture<?> watched;
  private final Thread endWithUs;
  private boolean paused;
  private volatile boolean ended;

  private RedisProcess(Process process, Path log, CompletableFuture<?> watched) {
    this.process = process;
    this.log = log;
    this.watched = watched;
    this.endWithUs = new Thread(this::endNow, "redis-ends-with-us");
    Runtime.getRuntime().addShutdownHook(endWithUs);
  }

  static RedisProcess start(Path program, int port, List<String> arguments) {
    try {
      Path log = Files.createTempFile("freshet-redis", ".log");
      log.toFile().deleteOnExit();
      Process process =
          new ProcessBuilder(command(program, port, arguments))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new RedisProcess(process, log, Watchdog.over(process, log)).awaitReady(port);
    } catch (IOException e) {
      throw new ServerFailedException("cannot run " + program, e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** When this JVM ends, which is not unexpected. */
  private void endNow() {
    ended = true;
    process.destroyForcibly();
  }

  /** Calls back, on another thread, if the process ends unexpectedly. */
  void onUnexpectedEnd(Runnable callback) {
    Thread.startVirtualThread(() -> {
      process.onExit().join();
      if (!ended) {
        callback.run();
      }
    });
  }

  /** The process keeps its connections and answers nothing any more. */
  void pause() {
    signal("STOP");
    paused = true;
  }

  void resume() {
    signal("CONT");
    paused = false;
  }

  void stop() {
    if (paused) {
      resume(); // it takes the signal to end no sooner
    }
    end(process::destroy);
  }

  void kill() {
    end(process::destroyForcibly);
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid()).start();
      if (kill.waitFor() != 0) {
        throw new ServerFailedException("Redis, process " + pid() + ", took no signal " + name);
      }
    } catch (IOException e) {
      throw new ServerFailedException("no shell sends a signal to Redis", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException("interrupted while sending a signal to Redis", e);
    }
  }

  private RedisProcess awaitReady(int port) {
    URI address = URI.create("redis://127.0.0.1:" + port);
    for (long left = PATIENCE.dividedBy(BETWEEN_PINGS); left > 0; left--) {
      if (endsWithin(BETWEEN_PINGS)) {
        forgetHook();
        throw new ServerFailedException("Redis ended at once, saying: " + lastWords());
      }
      if (RedisPing.answers(address)) {
        return this;
      }
    }
    kill();
    throw new ServerFailedException("Redis gave no answer to PING within " + PATIENCE);
  }

  private void end(Runnable signal) {
    ended = true;
    signal.run();
    if (!endsWithin(PATIENCE)) {
      process.destroyForcibly();
      throw new ServerFailedException("Redis, process " + pid() + ", did not end when told to");
    }
    watched.join();
    forgetHook();
    deleteLog();
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(endWithUs);
    } catch (IllegalStateException alreadyShuttingDown) {
      endWithUs.setName("redis-has-ended"); // the hook finds it gone, which is what it is for
    }
  }

  private void deleteLog() {
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new ServerFailedException("interrupted while waiting for Redis", e);
    }
  }

  private String lastWords() {
    try {
      return Files.readString(log).strip();
    } catch (IOException e) {
      return "(its log cannot be read)";
    }
  }

  private static List<String> command(Path program, int port, List<String> arguments) {
    Stream<String> ours =
        Stream.of(
            program.toString(),
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
            "--loglevel",
            "warning");
    return Stream.concat(ours, arguments.stream()).toList();
  }
}
