package dev.freshet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.Needs;
import dev.freshet.e2e.fixture.Session;
import dev.freshet.e2e.platform.Capability;
import dev.freshet.e2e.platform.RedisProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** How long a change takes, measured from outside. */
@FreshetSystem
class ChangeLatencyIT {
  private static final int CHANGES = 50;

  @Test
  @Needs(Capability.LOOK_INTO_REDIS)
  void redisIsClearSoonAfterTheCommit(Freshet freshet, TestReporter reporter) {
    Session alice = freshet.signIn("alice");
    RedisProbe redis = freshet.platform().redis();
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      alice.another().get("/profile");
      assertThat(redis.holds(alice.user(), "profile")).isTrue();
      alice.rename("Alice " + i);
      long committed = System.nanoTime();
      freshet.await("Redis is clear").until(() -> !redis.holds(alice.user(), "profile"));
      times.add(Duration.ofNanos(System.nanoTime() - committed));
    }

    Collections.sort(times);
    Duration median = times.get(CHANGES / 2);
    reporter.publishEntry(
        "commit → Redis clear",
        "median %d ms, max %d ms of %d"
            .formatted(median.toMillis(), times.getLast().toMillis(), CHANGES));
    assertThat(median).isLessThan(freshet.platform().evictionTarget());
  }
}
