package dev.freshet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Needs;
import dev.freshet.e2e.fixture.Session;
import dev.freshet.e2e.platform.Capability;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The duration of a change, measured by a client. */
@FreshetSystem
@Isolated("other scenarios would delay its changes")
class ChangeLatencyIT {
  /** One change each, of a page under a lease, because other pages are not purged. */
  private static final int USERS = 40;

  private static final int SIGNING_UP = 10;

  /** Fine enough for times of some tens of milliseconds. */
  private static final Duration LOOK = Duration.ofMillis(2);

  private final InstantSource clock = Clock.systemUTC();
  private final List<Duration> untilRedisIsClear = new ArrayList<>();
  private final List<Duration> untilPurge = new ArrayList<>();

  private record Change(Session user, Instant committed) {}

  @Test
  @Needs({Capability.LOOK_INTO_REDIS, Capability.WATCH_PURGES})
  void redisIsClearSoonAfterTheCommitAndAPurgeFollows(Freshet freshet) {
    List<Change> changes =
        signIn(freshet).stream().map(user -> change(freshet, user, "Another name")).toList();
    changes.forEach(change -> awaitPurge(freshet, change));

    Times redis = new Times(untilRedisIsClear);
    Times purges = new Times(untilPurge);
    freshet.measured("commit to Redis clear", redis.toString());
    freshet.measured(
        "commit to purge issued, of which "
            + freshet.platform().purgeWindow().toMillis()
            + " ms are the window",
        purges.toString());
    assertThat(redis.median()).isLessThan(freshet.platform().evictionTarget());
    assertThat(purges.median()).isGreaterThan(freshet.platform().purgeWindow());
  }

  private static List<Session> signIn(Freshet freshet) {
    try (ExecutorService threads = Executors.newFixedThreadPool(SIGNING_UP)) {
      List<CompletableFuture<Session>> users =
          IntStream.range(0, USERS)
              .mapToObj(_ -> CompletableFuture.supplyAsync(() -> freshet.signIn("alice"), threads))
              .toList();
      return users.stream().map(CompletableFuture::join).toList();
    }
  }

  /** Puts the profile into Redis and under a new token at the edge, and changes it. */
  private Change change(Freshet freshet, Session user, String name) {
    freshet.earnLease(user.another(), "/profile", "profile");
    HttpAnswer saved = user.rename(name);
    Change change = new Change(user, Instant.ofEpochMilli(Long.parseLong(saved.freshAfter())));
    await(
        freshet, "Redis is clear", () -> !freshet.platform().redis().holds(user.user(), "profile"));
    untilRedisIsClear.add(Duration.between(change.committed(), clock.instant()));
    return change;
  }

  private void awaitPurge(Freshet freshet, Change change) {
    await(freshet, "the purge", () -> purgeOf(freshet, change).isPresent());
    untilPurge.add(Duration.between(change.committed(), purgeOf(freshet, change).orElseThrow()));
  }

  private static Optional<Instant> purgeOf(Freshet freshet, Change change) {
    return freshet
        .platform()
        .purges()
        .firstSince(change.committed(), change.user().user(), "profile");
  }

  private static void await(Freshet freshet, String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(freshet.platform().patience())
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK)
        .until(condition);
  }

  /** Sorted; the 99th percentile is the last but one. */
  private record Times(List<Duration> all) {
    Times {
      all = all.stream().sorted().toList();
    }

    Duration median() {
      return all.get(all.size() / 2);
    }

    @Override
    public String toString() {
      return "median %d ms, p99 %d ms of %d"
          .formatted(
              median().toMillis(), all.get(all.size() * 99 / 100 - 1).toMillis(), all.size());
    }
  }
}
