package dev.freshet.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.UserId;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a client sees when the day's requests of the product API are used up. */
class ProductQuotaIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final UserId OLGA = new UserId("olga");

  private final LocalSystem system =
      LocalSystem.start(
          SystemOptions.of(Path.of("..", "template.yaml"))
              .demo(true)
              .parameter("ProductRequestsPerDay", "3"));

  @AfterAll
  static void stop() {
    HTTP.close();
  }

  @Test
  void overTheQuotaIsTooManyAndSaysWhenToComeBack() throws Exception {
    try (system) {
      String token = system.token(OLGA, Duration.ofMinutes(5), List.of("admin"));
      for (int i = 0; i < 3; i++) {
        assertThat(list(token).statusCode()).isEqualTo(200);
      }

      HttpResponse<String> refused = list(token);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("3600");
      assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(refused.body()).contains("/problems/too-many-requests");
      assertThat(refused.body()).doesNotContain(key());
    }
  }

  private String key() {
    return system.secrets().secretValue(system.output("ProductApiKeySecret")).orElseThrow();
  }

  private HttpResponse<String> list(String token) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(system.url().resolve("/products"))
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofString());
  }
}
