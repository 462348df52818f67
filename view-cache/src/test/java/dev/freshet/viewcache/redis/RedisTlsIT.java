package dev.freshet.viewcache.redis;

import static dev.freshet.viewcache.redis.ClusterCalls.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.servers.RedisServer;
import dev.freshet.viewcache.redis.RedisLink.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis behind TLS, as ElastiCache Serverless always is. */
class RedisTlsIT {
  private static final String TRUSTED = "javax.net.ssl.trustStore";
  private static final String PASSWORD_OF_TRUSTED = "javax.net.ssl.trustStorePassword";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Owner ALICE = Owner.of(new UserId("alice"));

  @TempDir private Path directory;
  private final RedisServer server = RedisServer.start();
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();

  @BeforeEach
  @AfterEach
  void trustNoStore() {
    System.clearProperty(TRUSTED);
    System.clearProperty(PASSWORD_OF_TRUSTED);
  }

  private static void trust(TlsProxy proxy) {
    System.setProperty(TRUSTED, proxy.certificates().toString());
    System.setProperty(PASSWORD_OF_TRUSTED, TlsProxy.PASSWORD);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private boolean isServed(TlsProxy proxy) {
    RedisSettings settings =
        RedisSettings.of("rediss://localhost:" + proxy.port(), false).withTimeouts(PATIENCE);
    try (RedisLink link =
        RedisLink.open(settings, InstantSource.system(), (_, cause) -> failures.add(cause))) {
      return link.runEach(Script.READ, List.of(read(ALICE)), PATIENCE, PATIENCE).getFirst()
          instanceof Outcome.Replied;
    }
  }

  @Test
  void isServedIfItsCertificateIsTrusted() throws Exception {
    try (TlsProxy proxy = TlsProxy.start(server.uri().getPort(), "localhost", directory)) {
      trust(proxy);
      assertThat(isServed(proxy)).isTrue();
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void isRefusedIfNobodyVouchesForIt() throws Exception {
    try (TlsProxy proxy = TlsProxy.start(server.uri().getPort(), "localhost", directory)) {
      assertThat(isServed(proxy)).isFalse();
    }
    assertThat(failures)
        .first()
        .satisfies(failure -> assertThat(failure).hasStackTraceContaining("certification path"));
  }

  @Test
  void isRefusedIfTheCertificateIsOfAnotherHost() throws Exception {
    try (TlsProxy proxy = TlsProxy.start(server.uri().getPort(), "elsewhere.test", directory)) {
      trust(proxy);
      assertThat(isServed(proxy)).isFalse();
    }
    assertThat(failures)
        .first()
        .satisfies(
            failure -> assertThat(failure).hasStackTraceContaining("matching localhost found"));
  }
}
