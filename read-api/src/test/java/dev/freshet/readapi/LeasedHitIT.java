package dev.freshet.readapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.servers.RedisServer;
import dev.freshet.servers.TestTables;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The handler as Lambda makes it, once the edge may keep its answers for long. */
class LeasedHitIT {
  private static final InstantSource CLOCK = Clock.systemUTC();
  private static final TestTables TABLES = TestTables.start();
  private static final RedisServer REDIS = RedisServer.start(Map.of());
  private static final Map<String, String> SDK = TestEnvironment.sdk(TABLES);

  private final String leaseTable = TABLES.createLeases();
  private final Instant tokenEnds = CLOCK.instant().plus(Duration.ofHours(5));
  private final ApiFunction function = function();
  private Optional<String> etag = Optional.empty();

  private ApiFunction function() {
    var environment = TestEnvironment.of(TABLES.create(), leaseTable, REDIS);
    environment.put("SAVED_ANSWERS_PER_PAID_PURGE", "1");
    return new OrdersHandler(ReadParts.of(environment, CLOCK));
  }

  @BeforeAll
  static void pointTheSdkToTheTables() {
    SDK.forEach(System::setProperty);
  }

  @AfterAll
  static void close() {
    SDK.keySet().forEach(System::clearProperty);
    REDIS.close();
    TABLES.close();
  }

  @Test
  void writesNothingToRedisOrToTheTableOfLeases() throws IOException {
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::answerMayLiveLong);
    long written = writesOfRedis();
    List<Map<String, AttributeValue>> leases = leases();

    for (int hit = 0; hit < 100; hit++) {
      assertThat(answerMayLiveLong()).isTrue();
    }

    assertThat(writesOfRedis()).isEqualTo(written);
    assertThat(leases()).isNotEmpty().isEqualTo(leases);
  }

  /** Asks as a client that has the page, which counts as saved until there is a lease. */
  private boolean answerMayLiveLong() {
    APIGatewayProxyRequestEvent request = Invocations.get("alice", tokenEnds);
    etag.ifPresent(known -> request.setHeaders(Map.of("If-None-Match", known)));
    APIGatewayProxyResponseEvent answer = Invocations.invoke(function, request);
    Map<String, String> headers = answer.getHeaders();
    etag = Optional.ofNullable(headers.get("ETag"));
    long life = ViewCatalogue.ORDERS.edgeTtl().toSeconds();
    return headers.getOrDefault("Cache-Control", "").startsWith("s-maxage=" + life + ",");
  }

  private List<Map<String, AttributeValue>> leases() {
    return TABLES.client().scan(scan -> scan.tableName(leaseTable)).items();
  }

  /** Every change of a key counts. The server has no other client. */
  private static long writesOfRedis() throws IOException {
    try (Socket socket = new Socket(REDIS.uri().getHost(), REDIS.uri().getPort());
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.getOutputStream().write("INFO persistence\r\n".getBytes(StandardCharsets.UTF_8));
      String name = "rdb_changes_since_last_save:";
      String line = lines.readLine();
      while (!line.startsWith(name)) {
        line = lines.readLine();
      }
      return Long.parseLong(line.substring(name.length()));
    }
  }
}
