package dev.freshet.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.cloudfront.edge.AnswerListener;
import dev.freshet.local.system.ChangeStep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final String ALICE = token("alice");

  private final Feed feed = new Feed(id -> Optional.ofNullable(Map.of("alice", "Alice").get(id)));

  @Test
  void theStepsOfAChangeAreOneChangeFromItsCommit() {
    step(ChangeStep.Kind.PUBLISHED, "c", 40, "orders");
    step(ChangeStep.Kind.COMMITTED, "c", 0, "ORDER");

    assertThat(feed.changes()).hasSize(1);
    Change change = feed.changes().getFirst();
    assertThat(change.user()).isEqualTo("alice");
    assertThat(change.name()).isEqualTo("Alice");
    assertThat(change.at()).isEqualTo(NOW.toEpochMilli());
    assertThat(change.steps()).extracting(Change.Step::kind).contains("PUBLISHED", "COMMITTED");
  }

  @Test
  void aChangeOfSeveralOwnersHasTheNameOfTheOneThatIsShown() {
    step(ChangeStep.Kind.COMMITTED, "c", 0, "p-tea", "PRODUCT");
    step(ChangeStep.Kind.COMMITTED, "c", 1, "u-alice", "ORDER");

    assertThat(feed.changes()).extracting(Change::user).containsExactly("alice");
    assertThat(feed.changes()).extracting(Change::name).containsExactly("Alice");
  }

  @Test
  void whatIsKeptIsBounded() {
    for (int i = 0; i < 10 * Feed.CHANGES; i++) {
      step(ChangeStep.Kind.COMMITTED, "c" + i, i, "ORDER");
    }
    for (int i = 0; i < 3 * Feed.READS; i++) {
      answer("/orders", "table", "Miss", i);
    }

    assertThat(feed.changes()).hasSize(Feed.CHANGES);
    assertThat(feed.reads()).hasSize(Feed.READS);
  }

  @Test
  void aPageThatIsTooFarBehindIsCutOff() {
    try (Feed.Subscription slow = feed.subscribe()) {
      for (int i = 0; i < 2_000; i++) {
        answer("/orders", "table", "Miss", i);
      }

      assertThat(slow.isCutOff()).isTrue();
      assertThat(slow.messages()).hasSizeLessThan(2_000);
      assertThat(feed.hasSubscribers()).isFalse();
    }
  }

  @Test
  void anAnswerIsAsOldAsTheReadOfTheTableBehindIt() {
    answer("/orders", "table", "Miss", 0);
    answer("/orders", "edge", "Hit", 1_000);
    answer("/orders?fresh=7", "cache", "Miss", 2_000);
    answer("/orders?fresh=7", "edge", "Hit", 3_000);

    assertThat(feed.reads())
        .extracting(Read::loadedAt)
        .containsExactly(millis(0), millis(0), millis(0), millis(0));
    assertThat(feed.reads())
        .extracting(Read::source)
        .containsExactly("table", "edge", "redis", "edge");
    assertThat(feed.reads()).extracting(Read::fresh).containsExactly(null, null, 7L, 7L);
  }

  @Test
  void anAnswerWhoseLoadWasNotSeenIsOfUnknownAge() {
    answer("/orders", "cache", "Miss", 0);

    assertThat(feed.reads().getFirst().loadedAt()).isNull();
  }

  @Test
  void stalenessIsTheTimeSinceTheFirstChangeThatAReadLacks() {
    answer("/orders", "table", "Miss", 0);
    step(ChangeStep.Kind.COMMITTED, "c", 100, "ORDER");
    step(ChangeStep.Kind.PUBLISHED, "c", 140, "orders");
    step(ChangeStep.Kind.COMMITTED, "later", 200, "ORDER");
    step(ChangeStep.Kind.PUBLISHED, "later", 240, "orders");
    answer("/orders", "edge", "Hit", 400);
    answer("/orders?fresh=9", "table", "Miss", 500);

    Tally.Percentiles staleness = Staleness.of(feed.reads(), feed.changes());

    assertThat(staleness.count()).isEqualTo(3);
    assertThat(staleness.p50()).isZero();
    assertThat(staleness.p99()).isEqualTo(300);
  }

  private static long millis(long after) {
    return NOW.plusMillis(after).toEpochMilli();
  }

  private void step(ChangeStep.Kind kind, String id, long after, String detail) {
    step(kind, id, after, "u-alice", detail);
  }

  private void step(ChangeStep.Kind kind, String id, long after, String owner, String detail) {
    feed.step(new ChangeStep(kind, NOW.plusMillis(after), id, owner, List.of(detail)));
  }

  private void answer(String target, String source, String result, long after) {
    feed.answered(
        new AnswerListener.Answer(
            "GET",
            target,
            200,
            NOW.plusMillis(after),
            Duration.ZERO,
            result + " from cloudfront",
            Optional.empty(),
            Optional.empty(),
            name -> Optional.ofNullable(Map.of("Authorization", ALICE).get(name)),
            name -> Optional.ofNullable(Map.of("X-View-Source", source).get(name))));
  }

  private static String token(String user) {
    return "Bearer x."
        + Base64.getUrlEncoder()
            .encodeToString(("{\"sub\":\"" + user + "\"}").getBytes(StandardCharsets.UTF_8))
        + ".x";
  }
}
