package dev.freshet.local.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.domain.UserId;
import dev.freshet.emulators.lambda.functions.Crash;
import dev.freshet.local.dynamodb.HeldCall;
import dev.freshet.local.system.ChangeStep.Kind;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSystemIT {
  private static final Path TEMPLATE = Path.of("..", "template.yaml");
  private static final UserId ALICE = new UserId("alice");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Nested
  class WhileItRuns {
    private static LocalSystem system;

    @BeforeAll
    static void start() {
      system =
          LocalSystem.start(
              SystemOptions.of(TEMPLATE).demo(true).purgeWindow(Duration.ofSeconds(1)));
    }

    @AfterAll
    static void stop() {
      system.close();
    }

    @Test
    void aViewComesFromTheEdgeTheSecondTime() throws Exception {
      String token = system.token(SignUp.settled(system, "erin"), HOUR);

      assertThat(get(system, "/dashboard", token).headers().firstValue("X-Cache"))
          .contains("Miss from cloudfront");
      assertThat(get(system, "/dashboard", token).headers().firstValue("X-Cache"))
          .contains("Hit from cloudfront");
    }

    @Test
    void aTokenThatHasPassedIsRefused() throws Exception {
      assertThat(get(system, "/profile", system.token(ALICE, HOUR.negated())).statusCode())
          .isEqualTo(401);
    }

    @Test
    void aChangeIsFollowedToTheEdge() throws Exception {
      UserId dora = SignUp.settled(system, "dora");
      lease(system, "/profile", system.token(dora, HOUR));

      HttpResponse<String> saved = putProfile(system, dora, "Dora Followed");

      assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
      String correlationId = saved.headers().firstValue("X-Correlation-Id").orElseThrow();
      await()
          .atMost(30, SECONDS)
          .untilAsserted(() ->
              assertThat(system.changes().steps(correlationId))
                  .extracting(ChangeStep::kind)
                  .containsExactly(
                      Kind.COMMITTED,
                      Kind.PUBLISHED,
                      Kind.EVICTED,
                      Kind.PURGE_ISSUED,
                      Kind.PURGED));
    }

    @Test
    void aHeldCallIsAnsweredWithWhatTheTableHeldBefore() throws Exception {
      putProfile(system, ALICE, "Alice Before");
      CompletableFuture<HttpResponse<String>> slow;
      try (HeldCall held =
          system
              .tableFaults()
              .holdNext(call ->
                  call.reads() && call.mentions("USER#alice") && call.mentions("PROFILE"))) {
        slow =
            HTTP.sendAsync(
                request(system, "/profile?fresh=1", system.token(ALICE, HOUR)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(held.awaitArrival(PATIENCE)).isTrue();
        putProfile(system, ALICE, "Alice After");
        assertThat(slow).isNotDone();
      }

      assertThat(slow.get(30, SECONDS).body()).contains("Alice Before");
    }

    @Test
    void aThrottledTableIsNoInternalErrorAndPasses() throws Exception {
      UserId carol = new UserId("throttled-carol");
      String token = system.token(carol, HOUR);
      system.tableFaults().throttle(call -> call.mentions("USER#throttled-carol"));

      int throttled = get(system, "/profile", token).statusCode();
      system.tableFaults().clear();

      assertThat(throttled).isIn(429, 503);
      assertThat(get(system, "/profile", token).statusCode()).isEqualTo(404);
    }

    @Test
    void instancesThatCrashLeaveNoConnectionToRedisBehind() throws Exception {
      int crashes = 10;
      String profile = functionName("Profile");
      system.functions().invoke(profile, "{}");
      int before = connections();
      system.functions().faults().crash(profile, new Crash.BeforeAnswer(), crashes);

      for (int i = 0; i < crashes; i++) {
        system.functions().invoke(profile, "{}");
      }

      await().atMost(PATIENCE).until(() -> connections() < before + crashes / 2);
    }

    private static String functionName(String logicalId) {
      return system.functions().specs().stream()
          .filter(spec -> spec.logicalId().equals(logicalId))
          .findFirst()
          .orElseThrow()
          .name();
    }

    private static int connections() {
      try (RedisClient client = RedisClient.create(system.redis().uri().toString());
          StatefulRedisConnection<String, String> connection = client.connect()) {
        return connection.sync().clientList().split("\n").length;
      }
    }

    @Test
    void aSecondSystemInTheSameJvmIsRefusedAndLeavesTheFirstAlone() throws Exception {
      assertThatThrownBy(() -> LocalSystem.start(SystemOptions.of(TEMPLATE)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("aws.region");
      assertThat(get(system, "/orders", system.token(ALICE, HOUR)).statusCode()).isEqualTo(200);
    }
  }

  @Nested
  class AtItsEnd {

    @Test
    void everyPortIsClosedAndRedisIsGoneAndTheDataIsThereTheNextTime(@TempDir Path data)
        throws Exception {
      SystemOptions options = SystemOptions.of(TEMPLATE).demo(true).dataDirectory(data);
      LocalSystem first = LocalSystem.start(options);
      String orders = get(first, "/orders", first.token(ALICE, HOUR)).body();
      URI url = first.url();
      URI issuer = first.issuer();
      first.close();

      assertRefused(url);
      await().atMost(PATIENCE).until(() -> threadsOfRedisClients() == 0);
      assertRefused(issuer);
      assertThat(first.redis().isRunning()).isFalse();
      assertThat(System.getProperties().stringPropertyNames())
          .noneMatch(name -> name.startsWith("aws.endpointUrl"));

      try (LocalSystem second = LocalSystem.start(options)) {
        assertThat(get(second, "/orders", second.token(ALICE, HOUR)).body()).isEqualTo(orders);
      }
    }

    @Test
    void afterAFailedStartNothingIsLeftRunning() {
      failToStart(); // the first start in a JVM unpacks Redis, whose watchdog stays
      long before = children();

      failToStart();

      assertThat(children()).isEqualTo(before);
      assertThat(System.getProperty("aws.region")).isNull();
    }

    @Test
    void aTakenPortIsToldBeforeAnythingIsStarted() throws IOException {
      try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int port = taken.getLocalPort();

        assertThatThrownBy(() -> LocalSystem.start(SystemOptions.of(TEMPLATE).port(port)))
            .isInstanceOfSatisfying(
                PortTakenException.class, e -> assertThat(e.port()).isEqualTo(port));
      }
    }

    private static void failToStart() {
      assertThatThrownBy(
              () -> LocalSystem.start(SystemOptions.of(Path.of("no-such-template.yaml"))))
          .isInstanceOf(RuntimeException.class)
          .hasMessageContaining("no-such-template.yaml");
    }

    private static long threadsOfRedisClients() {
      return Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith("lettuce-"))
          .count();
    }

    private static long children() {
      return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }

    private static void assertRefused(URI address) {
      HttpRequest request = HttpRequest.newBuilder(address).build();
      assertThatThrownBy(() -> HTTP.send(request, HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(ConnectException.class);
    }
  }

  private static HttpResponse<String> get(LocalSystem system, String path, String token)
      throws IOException, InterruptedException {
    return HTTP.send(request(system, path, token).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Asks past the edge for what it has, twice: that earns a lease at the price of free purges. */
  private static void lease(LocalSystem system, String path, String token)
      throws IOException, InterruptedException {
    String etag = get(system, path, token).headers().firstValue("ETag").orElseThrow();
    for (int time = 1; time <= 2; time++) {
      HttpRequest again =
          request(system, path + "?fresh=" + time, token).header("If-None-Match", etag).build();
      assertThat(HTTP.send(again, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isIn(200, 304);
    }
  }

  private static HttpResponse<String> putProfile(LocalSystem system, UserId user, String name)
      throws IOException, InterruptedException {
    String body = "{\"name\":\"" + name + "\",\"email\":\"" + user + "@example.com\"}";
    return HTTP.send(
        request(system, "/profile", system.token(user, HOUR))
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .header("If-Match", "*")
            .header("Content-Type", "application/json")
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(LocalSystem system, String path, String token) {
    return HttpRequest.newBuilder(system.url().resolve(path))
        .header("Authorization", "Bearer " + token);
  }
}
