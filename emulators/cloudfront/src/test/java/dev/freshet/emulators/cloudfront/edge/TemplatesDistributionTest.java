package dev.freshet.emulators.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.cloudfront.distribution.Distribution;
import dev.freshet.emulators.cloudfront.distribution.DistributionReader;
import dev.freshet.emulators.cloudfront.edge.Rig.Seen;
import dev.freshet.emulators.cloudfront.edge.ScriptedOrigin.Asked;
import dev.freshet.emulators.cloudfront.edge.ScriptedOrigin.Reply;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Template;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The distribution that the project deploys, at work. */
class TemplatesDistributionTest {
  private static final PhysicalValues VALUES =
      new PhysicalValues() {
        @Override
        public String ref(String logicalId, String type) {
          return logicalId;
        }

        @Override
        public String attribute(String logicalId, String type, String attribute) {
          return logicalId + "." + attribute;
        }

        @Override
        public String secret(String id) {
          return "secret-of-" + id;
        }
      };

  private final Rig rig = new Rig(distribution(), options -> options);

  private static Distribution distribution() {
    return DistributionReader.read(
        Template.read(Path.of("..", "..", "template.yaml"), Map.of(), VALUES), VALUES);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static Reply view(Asked asked) {
    return Reply.ok(
        "{\"for\":\"" + asked.header("Authorization") + "\"}",
        "Content-Type",
        "application/json",
        "Cache-Control",
        "s-maxage=60, max-age=0, must-revalidate",
        "Cache-Tag",
        "u-alice,u-alice.dashboard",
        "ETag",
        "\"1\"",
        "Vary",
        "Authorization");
  }

  @Test
  void theApiIsAskedWithTheKeyThatSecretsManagerMadeUp() {
    rig.get("/dashboard", "X-Api-Key", "forged");

    assertThat(rig.origin.lastAsked().header("X-Api-Key")).isEqualTo("secret-of-OriginKeySecret");
  }

  @Test
  void keepsOnlyForTheOneTokenAndTellsTheBrowserToAsk() {
    rig.origin.answers(TemplatesDistributionTest::view);
    Seen miss = rig.get("/dashboard", "Authorization", "Bearer alice");
    Seen hit = rig.get("/dashboard", "Authorization", "Bearer alice");
    Seen other = rig.get("/dashboard", "Authorization", "Bearer bob");

    assertThat(miss.cache()).isEqualTo("Miss");
    assertThat(hit.cache()).isEqualTo("Hit");
    assertThat(hit.header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(hit.headers().has("Cache-Tag")).isFalse();
    assertThat(hit.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(hit.header("Vary")).isEqualTo("Authorization");
    assertThat(other.cache()).isEqualTo("Miss");
    assertThat(other.body()).contains("bob");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 412, 428, 500, 502, 503, 504})
  void keepsNoErrorThatSaysNoStoreAndLeavesThatVisible(int status) {
    rig.origin.answers(Reply.status(status, "Cache-Control", "no-store"));
    Seen first = rig.get("/dashboard", "Authorization", "Bearer alice");
    rig.get("/dashboard", "Authorization", "Bearer alice");
    assertThat(first.status()).isEqualTo(status);
    assertThat(first.header("Cache-Control")).isEqualTo("no-store");
    assertThat(rig.origin.asked()).hasSize(2);
  }

  @Test
  void keepsApartWhatTheQueriesOfTheViewsTellApart() {
    rig.origin.answers(TemplatesDistributionTest::view);
    rig.get("/orders?cursor=1&limit=2");
    assertThat(rig.get("/orders?cursor=1&limit=2&fresh=3").cache()).isEqualTo("Miss");
    assertThat(rig.get("/orders?cursor=1&limit=2&utm=x").cache()).isEqualTo("Hit");
    assertThat(rig.origin.lastAsked().target()).isEqualTo("/orders?cursor=1&limit=2&fresh=3");
  }

  @Test
  void letsWritesThroughWithTheirHeaders() {
    rig.origin.answers(Reply.status(201, "X-Fresh-After", "7", "Cache-Control", "no-store"));
    Seen seen =
        rig.send(
            "POST",
            "/orders",
            "{}",
            "Authorization",
            "Bearer alice",
            "Idempotency-Key",
            "k",
            "X-Correlation-Id",
            "c");
    assertThat(seen.status()).isEqualTo(201);
    assertThat(seen.header("X-Fresh-After")).isEqualTo("7");
    assertThat(rig.origin.lastAsked().header("Idempotency-Key")).isEqualTo("k");
    assertThat(rig.origin.lastAsked().header("X-Correlation-Id")).isEqualTo("c");
    assertThat(rig.origin.lastAsked().header("Authorization")).isEqualTo("Bearer alice");
  }

  @ParameterizedTest
  @CsvSource({
    "/app/, /app/index.html",
    "/app/orders/01JC4QJ2W8Z6T0N5R3Y1K7M9AB, /app/index.html",
    "/app/people/a.b@example.com, /app/index.html",
    "/app/callback?code=1&state=2, /app/index.html",
    "/app/ops, /app/ops/index.html",
    "/app/ops/changes, /app/ops/index.html",
    "/app/config.json, /app/config.json",
    "/app/favicon.svg, /app/favicon.svg",
    "/app/assets/app-1a2b.js, /app/assets/app-1a2b.js"
  })
  void servesTheAppForEveryPathOfIts(String asked, String file) {
    rig.origin.answers(Reply.ok("<p>", "Content-Type", "text/html"));
    Seen seen = rig.get(asked);
    assertThat(rig.origin.lastAsked().target()).isEqualTo(file);
    assertThat(seen.header("Content-Security-Policy")).contains("script-src 'self'");
    assertThat(seen.header("Cache-Control"))
        .isEqualTo(file.contains("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  }

  @Test
  void noBrowserKeepsThatAnAssetIsMissing() {
    rig.origin.answers(Reply.status(403));
    Seen seen = rig.get("/app/assets/app-old.js");
    assertThat(seen.status()).isEqualTo(403);
    assertThat(seen.headers().has("Cache-Control")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/app"})
  void leadsToTheApp(String path) {
    Seen seen = rig.get(path);
    assertThat(seen.status()).isEqualTo(302);
    assertThat(seen.header("Location")).isEqualTo("/app/");
  }

  @Test
  void leavesTheHeadersOfTheApiAlone() {
    rig.origin.answers(TemplatesDistributionTest::view);
    assertThat(rig.get("/dashboard").header("Content-Security-Policy"))
        .isEqualTo("default-src 'none'; frame-ancestors 'none'");
  }
}
