package dev.freshet.invalidator.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.viewcache.CacheLimits;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import dev.freshet.viewcache.protocol.CachedViews;
import dev.freshet.viewcache.protocol.LoadedView;
import dev.freshet.viewcache.protocol.ProtocolTimes;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A view that is evicted again and again, and read in between: what its purges cost. */
class HotViewTest {
  private static final View VIEW = ViewCatalogue.DASHBOARD;
  private static final Owner ALICE = Owner.of(new UserId("alice"));
  private static final ProtocolTimes TIMES =
      new ProtocolTimes(Duration.ofSeconds(2), Duration.ofMillis(500));
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  private final PurgeGovernor governor = new PurgeGovernor(TIMES);
  private Instant now = START;
  private final InMemoryViewCache cache = new InMemoryViewCache(() -> now);

  /** Ahead of all others by as much as clocks may differ: its marks are the latest. */
  private final CachedViews ahead =
      new CachedViews(cache, TIMES, () -> now.plus(TIMES.clockSkew()), (_, _) -> {});

  private int evictions;

  @Test
  void onlyTheFirstEvictionIsPurgedHoweverManyFollow() {
    assertThat(purgesOf(100, Duration.ofMinutes(1))).isEqualTo(1);
  }

  @Test
  void evictionsThatAreFarApartArePurgedEachTime() {
    assertThat(purgesOf(20, CacheLimits.HOT_FOR.plusSeconds(1))).isEqualTo(20);
  }

  @Test
  void afterARestTheViewIsPurgedAgain() {
    purgesOf(10, Duration.ofMinutes(1));
    now = now.plus(CacheLimits.HOT_FOR);
    assertThat(purgesOf(1, Duration.ZERO)).isEqualTo(1);
  }

  private long purgesOf(int number, Duration interval) {
    long purges = 0;
    for (int i = 0; i < number; i++) {
      now = now.plus(interval);
      read();
      purges += evict() == Verdict.Purge.ALIVE ? 1 : 0;
    }
    return purges;
  }

  private void read() {
    Instant nextDay = now.plus(Duration.ofDays(1));
    ahead.serve(
        new ViewRequest(ALICE, VIEW, "", Optional.empty(), nextDay),
        () -> new LoadedView("\"1\"", "{}"));
  }

  private Verdict evict() {
    var id = new EvictionId("e" + evictions++);
    EdgeCopy copy =
        Objects.requireNonNull(
            cache.evict(ALICE, List.of(VIEW.name()), id).copies().get(VIEW.name()));
    Instant judgedAt = now.plus(TIMES.purgeWindow());
    return governor.judge(
        new Case(copy, new Absence.Proven(), now, Optional.empty()),
        Spending.WITHIN_BUDGET,
        judgedAt);
  }
}
