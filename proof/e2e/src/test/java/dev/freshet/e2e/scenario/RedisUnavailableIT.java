package dev.freshet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Needs;
import dev.freshet.e2e.fixture.Session;
import dev.freshet.e2e.platform.Capability;
import dev.freshet.e2e.platform.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** An outage of Redis causes no error and loses no eviction. */
@Isolated("the fault is everybody's")
@FreshetSystem
class RedisUnavailableIT {

  @Test
  @Needs(Capability.STOP_REDIS)
  void readsAnswerFromTheTableAndEvictionsWaitUntilRedisIsBack(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    alice.get("/profile");
    awaitCache(freshet, alice);

    try (Platform.Undo _ = freshet.platform().stopRedis()) {
      alice.rename("Alice without Redis");
      HttpAnswer away =
          freshet.until(
              "a read from the table",
              () -> alice.another().get("/profile"),
              answer -> answer.status() == 200);
      assertThat(away.json().path("name").asText()).isEqualTo("Alice without Redis");
      assertThat(away.header("X-View-Source")).isEqualTo("table");
      assertThat(away.header("Cache-Control")).contains("no-store");
      assertThat(alice.another().get("/dashboard").status()).isEqualTo(200);
    }

    freshet.until(
        "the waiting eviction is applied and the edge purged",
        () -> alice.get("/profile"),
        answer -> answer.json().path("name").asText().equals("Alice without Redis"));
    awaitCache(freshet, alice);
    assertThat(alice.another().get("/profile").json().path("name").asText())
        .isEqualTo("Alice without Redis");
  }

  /** The client reconnects in the background, so the first answers may come without Redis. */
  private static void awaitCache(Freshet freshet, Session user) {
    freshet.until(
        "Redis serves the profile",
        () -> user.another().get("/profile"),
        answer -> answer.header("X-View-Source").equals("cache"));
  }
}
