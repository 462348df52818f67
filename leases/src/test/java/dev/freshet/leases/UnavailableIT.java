package dev.freshet.leases;

import static dev.freshet.leases.Sample.AMPLE;
import static dev.freshet.leases.Sample.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.freshet.servers.TestTables;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.lease.LeaseStore.Versioned;
import dev.freshet.viewcache.lease.LeaseStoreUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnavailableIT {
  private static final Duration TIMEOUT = Duration.ofMillis(200);

  /** Far shorter than the SDK's own patience with a server: 30 seconds an attempt. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private TestTables tables;

  @BeforeAll
  void start() {
    tables = TestTables.start();
  }

  @AfterAll
  void stop() {
    tables.close();
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUpAtTheTimeout() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      isUnavailable(port(silent.getLocalPort()), "leases");
    }
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }

    isUnavailable(port(closed), "leases");
  }

  @Test
  void aTableThatDoesNotExistIsUnavailable() {
    isUnavailable(endpoint(), "no-such-table");
  }

  @Test
  void aWriteWhoseAnswerIsLostIsKnownToBeWritten() {
    String table = tables.createGovernor();
    ForgetfulHttp http = new ForgetfulHttp();
    try (DynamoDbClient client = client(endpoint(), http)) {
      LeaseStore store = store(client, table);
      http.loseNextAnswer(() -> {});

      assertThat(store.write(Sample.grant(0, 0, 0), AMPLE)).isTrue();
      assertThat(store.read(Sample.query(ORDERS), AMPLE).versioned(ORDERS))
          .isEqualTo(new Versioned<>(Sample.lease(1), 1));
    }
  }

  @Test
  void aWriteWhoseAnswerIsLostIsKnownToBeWrittenEvenIfTheRecordHasChangedSince() {
    String table = tables.createGovernor();
    ForgetfulHttp http = new ForgetfulHttp();
    LeaseStore other = store(tables.client(), table);
    try (DynamoDbClient client = client(endpoint(), http)) {
      http.loseNextAnswer(
          () -> assertThat(other.write(Sample.lease(ORDERS, Sample.lease(2), 1), AMPLE)).isTrue());

      assertThat(store(client, table).write(Sample.lease(ORDERS, Sample.lease(1), 0), AMPLE))
          .isTrue();
      assertThat(other.read(Sample.query(ORDERS), AMPLE).versioned(ORDERS))
          .isEqualTo(new Versioned<>(Sample.lease(2), 2));
    }
  }

  private void isUnavailable(URI endpoint, String table) {
    try (DynamoDbClient client = client(endpoint, UrlConnectionHttpClient.create())) {
      LeaseStore store = store(client, table);
      assertTimeout(
          SOON,
          () -> {
            assertThatExceptionOfType(LeaseStoreUnavailableException.class)
                .isThrownBy(() -> store.read(Sample.query(ORDERS), TIMEOUT));
            assertThatExceptionOfType(LeaseStoreUnavailableException.class)
                .isThrownBy(() -> store.write(Sample.grant(0, 0, 0), TIMEOUT));
          });
    }
  }

  private static LeaseStore store(DynamoDbClient client, String table) {
    return new DynamoDbLeaseStore(client, table, InstantSource.fixed(Sample.NOW));
  }

  private DynamoDbClient client(URI endpoint, SdkHttpClient http) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(tables.client().serviceClientConfiguration().region())
        .credentialsProvider(tables.client().serviceClientConfiguration().credentialsProvider())
        .httpClient(http)
        .build();
  }

  private URI endpoint() {
    return tables.client().serviceClientConfiguration().endpointOverride().orElseThrow();
  }

  private static URI port(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
