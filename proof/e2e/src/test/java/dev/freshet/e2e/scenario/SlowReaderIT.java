package dev.freshet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Needs;
import dev.freshet.e2e.fixture.Session;
import dev.freshet.e2e.platform.Capability;
import dev.freshet.e2e.platform.Platform.HeldLoad;
import dev.freshet.e2e.platform.RedisProbe;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A delayed reader has read the old row, and answers after the write's eviction. */
@FreshetSystem
@Isolated("the read function repeats a read that is held for two seconds")
class SlowReaderIT {
  private static final String NEW = "Alice the Fast";
  private static final int TRIES = 5;

  @Test
  @Needs({Capability.HOLD_LOADS, Capability.LOOK_INTO_REDIS})
  void aSlowReaderLeavesNothingStaleInRedisOrAtTheEdge(Freshet freshet) {
    Session alice = freshet.signIn("alice");

    HttpAnswer slow = readWhileTheNameChanges(freshet, alice, fence -> {});

    assertThat(slow.json().path("name").asText()).as("it was slow indeed").isNotEqualTo(NEW);
    assertNothingStale(alice);
  }

  @Test
  @Needs({Capability.HOLD_LOADS, Capability.LOOK_INTO_REDIS})
  void withTheFenceSwitchedOffTheSameReaderIsCaught(Freshet freshet) {
    assertThat(IntStream.range(0, TRIES).anyMatch(_ -> isCaughtWithoutFence(freshet))).isTrue();
  }

  /** Whether the slow reader's fill was seen; a repeated eviction may delete it. */
  private static boolean isCaughtWithoutFence(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    RedisProbe redis = freshet.platform().redis();
    readWhileTheNameChanges(
        freshet, alice, fence -> redis.restoreFence(alice.user(), "profile", fence));
    try {
      assertNothingStale(alice);
      return false;
    } catch (AssertionError _) {
      return true;
    }
  }

  /** Delays a read of the table until a rename is committed and evicted. */
  private static HttpAnswer readWhileTheNameChanges(
      Freshet freshet, Session alice, Consumer<String> afterEviction) {
    RedisProbe redis = freshet.platform().redis();
    ItemKey profile = ItemKey.of(ItemType.PROFILE, alice.user());
    CompletableFuture<HttpAnswer> slow;
    try (HeldLoad held = freshet.platform().holdNextLoad(profile)) {
      slow = CompletableFuture.supplyAsync(() -> alice.get("/profile"));
      held.awaitArrival();
      String fence = redis.fence(alice.user(), "profile").orElseThrow();
      alice.another().rename(NEW);
      freshet
          .await("the eviction takes the fence away")
          .until(() -> redis.fence(alice.user(), "profile").isEmpty());
      afterEviction.accept(fence);
    }
    return slow.join();
  }

  private static void assertNothingStale(Session alice) {
    assertThat(alice.another().get("/profile").json().path("name").asText())
        .as("Redis")
        .isEqualTo(NEW);
    assertThat(alice.get("/profile").json().path("name").asText()).as("the edge").isEqualTo(NEW);
  }
}
