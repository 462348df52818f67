package dev.freshet.viewcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Saved answers, the election of a granter, and the end of a lease. */
abstract class LeaseContract extends GenerationContract {
  private static final Election REFUSED = new Election.NotElected();
  private static final Instant NEVER_ENOUGH = Instant.parse("2100-01-01T00:00:00Z");

  private final Generation stranger = Generation.random();

  /** A page with this ETag. */
  private Generation filled() {
    return stored(page, new Envelope(alice, now(), "\"v1\"", "body"));
  }

  private long saved(String ifNoneMatch) {
    return hit(page, ifNoneMatch, NEVER_ENOUGH).savedAnswers();
  }

  @Test
  void anAnswerThatTheClientHasIsCounted() {
    filled();
    assertThat(saved("\"v1\"")).isOne();
    assertThat(saved("\"v1\"")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"v0\", \"v1\"", "W/\"v1\"", "W/\"v0\",W/\"v1\",\"v2\""})
  void anAnswerThatTheClientHasIsCountedInListsAndAsAWeakTag(String tags) {
    filled();
    assertThat(saved(tags)).isOne();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "*", "v1", "\"v\"", "\"v11\"", "\"v0\", \"v2\""})
  void anAnswerThatTheClientDoesNotHaveIsNotCounted(String tags) {
    filled();
    assertThat(hit(page, tags, NEVER_ENOUGH).savedAnswers()).isZero();
    assertThat(saved("\"v1\"")).isOne();
  }

  @Test
  void anAnswerThatIsNotCountedIsToldNoCount() {
    filled();
    saved("\"v1\"");
    assertThat(state(page).savedAnswers()).isZero();
  }

  @Test
  void aPageThatIsTooOldIsNotCounted() {
    filled();
    look(new ViewCache.Read(page, now().plusMillis(1), "\"v1\"", NEVER_ENOUGH, Fence.random()));
    assertThat(saved("\"v1\"")).isOne();
  }

  @Test
  void allPagesOfAViewCountTogetherUntilItsGenerationEnds() {
    filled();
    stored(other, new Envelope(alice, now(), "\"v2\"", "body"));
    saved("\"v1\"");
    assertThat(hit(other, "\"v2\"", NEVER_ENOUGH).savedAnswers()).isEqualTo(2);
    evict();
    filled();
    assertThat(saved("\"v1\"")).isOne();
  }

  @Test
  void anAnswerUnderALeaseIsCountedOnlyWhenTheLeaseIsToBeRenewed() {
    Instant until = now().plus(HOUR);
    cache().lease(view, filled(), until);
    assertThat(hit(page, "\"v1\"", until.minusMillis(1)).savedAnswers()).isZero();
    assertThat(hit(page, "\"v1\"", until).savedAnswers()).isOne();
  }

  @Test
  void pagesThatTheCacheDoesNotKnowAreCountedByTheirGeneration() {
    Generation living = filled();
    assertThat(cache().countSaved(view, living)).isOne();
    assertThat(saved("\"v1\"")).isEqualTo(2);
    assertThat(cache().countSaved(view, stranger)).isZero();
    evict();
    assertThat(cache().countSaved(view, living)).isZero();
    assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void oneGranterIsElectedAtATime() {
    Generation living = filled();
    Instant before = now();
    Election first = cache().elect(view, living, SHORT);
    assertThat(cache().elect(view, living, SHORT)).isEqualTo(REFUSED);
    assertThat(first)
        .isInstanceOfSatisfying(
            Election.Elected.class,
            elected -> assertThat(elected.cacheTime()).isBetween(before, clock()));
    letPass(SHORT);
    assertThat(cache().elect(view, living, SHORT)).isInstanceOf(Election.Elected.class);
  }

  @Test
  void noGranterIsElectedForAGenerationThatDoesNotLive() {
    Generation ended = filled();
    assertThat(cache().elect(view, stranger, SHORT)).isEqualTo(REFUSED);
    evict();
    assertThat(cache().elect(view, ended, SHORT)).isEqualTo(REFUSED);
    assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void theCountIsZeroWhileAnotherGrantsAndGoesOnAfterwards() {
    Generation living = filled();
    saved("\"v1\"");
    cache().elect(view, living, SHORT);
    assertThat(saved("\"v1\"")).isZero();
    assertThat(cache().countSaved(view, living)).isZero();
    letPass(SHORT);
    assertThat(saved("\"v1\"")).isEqualTo(4);
  }

  @Test
  void grantsThatArePutOffAreElectedLater() {
    Generation living = filled();
    cache().elect(view, living, Duration.ofMillis(1));
    cache().postpone(view, living, SHORT);
    assertThat(saved("\"v1\"")).isZero();
    assertThat(cache().elect(view, living, SHORT)).isEqualTo(REFUSED);
    letPass(SHORT);
    assertThat(cache().elect(view, living, SHORT)).isInstanceOf(Election.Elected.class);
  }

  @Test
  void grantsOfAnotherGenerationAreNotPutOff() {
    Generation living = filled();
    cache().postpone(view, stranger, HOUR);
    assertThat(cache().elect(view, living, SHORT)).isInstanceOf(Election.Elected.class);
  }

  @Test
  void aLeaseIsToldWithHitsAndFillsOfItsGeneration() {
    Generation living = filled();
    Instant until = now().plus(HOUR);
    GenerationState leased = new GenerationState(living, until, 0);
    assertThat(cache().lease(view, living, until)).isTrue();
    assertThat(state(page)).isEqualTo(leased);
    assertThat(fill(other, miss(other), envelope("b"))).isEqualTo(new FillResult.Stored(leased));
  }

  @Test
  void theEndOfALeaseMovesUpwardOnlyAndTheCountBeginsAnew() {
    Generation living = filled();
    Instant until = now().plus(HOUR);
    cache().lease(view, living, until);
    for (Instant earlier : new Instant[] {until.minusMillis(1), GenerationState.NOT_LEASED}) {
      cache().countSaved(view, living);
      assertThat(cache().lease(view, living, earlier)).isTrue();
      assertThat(hit(page, "\"v1\"", NEVER_ENOUGH))
          .isEqualTo(new GenerationState(living, until, 1));
    }
    assertThat(cache().lease(view, living, until.plusMillis(1))).isTrue();
    assertThat(state(page).leasedUntil()).isEqualTo(until.plusMillis(1));
  }

  @Test
  void aLeaseOfAGenerationThatDoesNotLiveIsNotNoted() {
    Generation ended = filled();
    assertThat(cache().lease(view, stranger, now().plus(HOUR))).isFalse();
    assertThat(state(page).leasedUntil()).isEqualTo(GenerationState.NOT_LEASED);
    evict();
    assertThat(cache().lease(view, ended, now().plus(HOUR))).isFalse();
    filled();
    assertThat(state(page).leasedUntil()).isEqualTo(GenerationState.NOT_LEASED);
  }
}
