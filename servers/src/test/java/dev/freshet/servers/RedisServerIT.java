package dev.freshet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerIT {

  @Nested
  class OfOurOwn {

    @Test
    void answersAsSoonAsItIsStarted() throws IOException {
      try (RedisServer redis = RedisServer.start(Map.of())) {
        assertThat(redis.isOwn()).isTrue();
        assertThat(ask(redis.uri(), "SET greeting hello")).startsWith("+OK");
        assertThat(ask(redis.uri(), "STRLEN greeting")).startsWith(":5");
      }
    }

    @Test
    void isKilledAndComesBackEmptyAtTheSameAddress() throws IOException {
      try (RedisServer redis = RedisServer.start(Map.of())) {
        URI before = redis.uri();
        ask(before, "SET greeting hello");

        redis.kill();
        assertThat(redis.isRunning()).isFalse();

        redis.restart();
        assertThat(redis.uri()).isEqualTo(before);
        assertThat(ask(before, "EXISTS greeting")).startsWith(":0");
      }
    }

    @Test
    void isStartedAgainOnlyWhenSomethingElseKilledIt() {
      AtomicInteger restarts = new AtomicInteger();
      try (RedisServer redis = RedisServer.start(Map.of())) {
        redis.restartWhenKilled(restarts::incrementAndGet);
        ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(30)).until(() -> restarts.get() == 1);
        assertThat(redis.isRunning()).isTrue();

        redis.kill();
        await().during(Duration.ofMillis(300)).until(() -> !redis.isRunning());
        assertThat(restarts).hasValue(1);
      }
    }

    @Test
    void isSilentWhileItIsPausedAndCanBeEndedThen() {
      try (RedisServer redis = RedisServer.start(Map.of())) {
        redis.pause();
        assertThat(redis.isRunning()).isFalse();
        redis.resume();
        assertThat(redis.isRunning()).isTrue();
        redis.pause();
        redis.restart();
        assertThat(redis.isRunning()).isTrue();
      }
    }

    @Test
    void isGoneOnceClosed() {
      RedisServer redis = RedisServer.start(Map.of());
      redis.close();
      assertThat(redis.isRunning()).isFalse();
    }

    @Test
    void isGoneWithItsOwnerAndItsFilesEvenIfThatWasKilled(@TempDir Path temporary)
        throws IOException {
      Process owner =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Djava.io.tmpdir=" + temporary,
                  "-cp",
                  System.getProperty("java.class.path"),
                  KilledOwner.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      URI redis = URI.create(owner.inputReader(StandardCharsets.UTF_8).readLine());
      assertThat(RedisPing.answers(redis)).isTrue();

      owner.destroyForcibly();

      await().atMost(Duration.ofSeconds(20)).until(() -> !RedisPing.answers(redis));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(temporary).isEmptyDirectory());
    }

    @Test
    void takesArgumentsOfTheCommandLine() throws IOException {
      try (RedisServer redis = RedisServer.start(Map.of(), "--maxmemory", "3mb")) {
        assertThat(ask(redis.uri(), "CONFIG GET maxmemory")).contains("3145728");
      }
    }

    @Test
    void saysWhatRedisSaidWhenItRefusesToStart() {
      assertThatThrownBy(() -> RedisServer.start(Map.of(), "--no-such-option", "1"))
          .isInstanceOf(ServerFailedException.class)
          .hasMessageContaining("no-such-option");
    }

    @Test
    void isRunFromTheProgramOnThePathBeforeTheShippedOne(@TempDir Path directory)
        throws IOException {
      Path program = directory.resolve("valkey-server");
      Files.writeString(program, "#!/bin/sh\necho the one on the path\nexit 1\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));

      assertThatThrownBy(() -> RedisServer.start(Map.of("PATH", directory.toString())))
          .isInstanceOf(ServerFailedException.class)
          .hasMessageContaining("the one on the path");
    }
  }

  @Nested
  class OfSomebodyElse {

    @Test
    void isReachedAndLeftRunning() {
      try (RedisServer theirs = RedisServer.start(Map.of())) {
        Map<String, String> environment = Map.of("REDIS_URL", theirs.uri().toString());
        try (RedisServer reached = RedisServer.start(environment)) {
          assertThat(reached.isOwn()).isFalse();
          assertThat(reached.uri()).isEqualTo(theirs.uri());
          assertThatThrownBy(reached::kill).isInstanceOf(IllegalStateException.class);
        }
        assertThat(theirs.isRunning()).isTrue();
      }
    }

    @Test
    void isNamedWhenItDoesNotAnswer() throws IOException {
      int port = portThatNobodyServes();
      assertThatThrownBy(() -> RedisServer.start(Map.of("REDIS_URL", "redis://127.0.0.1:" + port)))
          .isInstanceOf(ServerFailedException.class)
          .hasMessageContaining("REDIS_URL")
          .hasMessageContaining(Integer.toString(port));
    }
  }

  private static int portThatNobodyServes() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String ask(URI address, String command) throws IOException {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
