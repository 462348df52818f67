package dev.freshet.invalidator.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.viewcache.lease.GrantOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OneTenantTest {
  private static final String[] VIEWS = {"dashboard", "orders", "profile", "notifications"};

  @Test
  void whoAsksForMoreThanAShareOfThePurgesLeavesTheRestToOthers() {
    ChangePath path = new ChangePath(0, 1_000);

    GrantOutcome last = GrantOutcome.GRANTED;
    for (int round = 0; round < 60; round++) {
      for (String view : VIEWS) {
        last = path.lease("u-mallory", view, 100_000);
        path.change("u-mallory", view);
      }
      path.runFor(Duration.ofSeconds(3));
    }

    assertThat(last).isEqualTo(GrantOutcome.SHARE_SPENT);
    assertThat(path.cloudFront.billed()).isLessThanOrEqualTo(50);
    assertThat(path.lease("u-alice", "orders", 1_250)).isEqualTo(GrantOutcome.GRANTED);
    path.change("u-alice", "orders");
    path.runFor(Duration.ofSeconds(3));
    assertThat(path.cloudFront.purged()).contains("#u-alice.orders");
  }
}
