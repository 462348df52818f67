package dev.freshet.viewcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The life of a generation. */
abstract class GenerationContract extends FillContract {
  private static final String NONE = "";

  @Test
  void theFirstFillMakesItsCandidateTheGeneration() {
    Generation candidate = Generation.random();
    GenerationState made = new GenerationState(candidate, GenerationState.NOT_LEASED, 0);
    assertThat(fill(page, miss(page), envelope("a"), candidate, HOUR))
        .isEqualTo(new FillResult.Stored(made));
    assertThat(state(page)).isEqualTo(made);
  }

  @Test
  void laterFillsBelongToTheGenerationThatLives() {
    Generation first = stored(page, envelope("a"));
    assertThat(stored(other, envelope("b"))).isEqualTo(first);
    assertThat(fill(page, miss(new PageKey(alice, DASHBOARD, "x")), envelope("c")))
        .isInstanceOfSatisfying(
            FillResult.Stored.class,
            stored -> assertThat(stored.state().generation()).isEqualTo(first));
  }

  @Test
  void anEvictionEndsTheGeneration() {
    Generation ended = stored(page, envelope("a"));
    evict();
    assertThat(stored(page, envelope("b"))).isNotEqualTo(ended);
  }

  @Test
  void aDiscardEndsTheGeneration() {
    Generation ended = stored(page, envelope("a"));
    cache().discard(view);
    assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
    assertThat(stored(page, envelope("b"))).isNotEqualTo(ended);
  }

  @Test
  void aDiscardBreaksTheFence() {
    Fence fence = miss(page);
    cache().discard(view);
    assertThat(fill(page, fence, envelope("a"))).isEqualTo(new FillResult.Rejected());
  }

  @Test
  void aLossOfThePagesEndsTheGeneration() {
    Generation ended = stored(page, envelope("a"));
    cache().lease(view, ended, now().plus(HOUR));
    lose(Part.PAGES, view);
    assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
    assertThat(stored(page, envelope("b"))).isNotEqualTo(ended);
    assertThat(state(page).leasedUntil()).isEqualTo(GenerationState.NOT_LEASED);
  }

  @Test
  void theEndOfThePagesLifeEndsTheGeneration() {
    Generation brief = Generation.random();
    fill(page, miss(page), envelope("a"), brief, SHORT);
    letPass(SHORT);
    assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
    assertThat(stored(page, envelope("b"))).isNotEqualTo(brief);
  }

  @Test
  void aLaterPageExtendsTheLifeOfTheView() {
    Fence fence = miss(page);
    Generation first = Generation.random();
    fill(page, fence, envelope("a"), first, SHORT);
    fill(other, fence, envelope("b"), Generation.random(), HOUR);
    letPass(SHORT);
    assertThat(state(page).generation()).isEqualTo(first);
    assertThat(state(other).generation()).isEqualTo(first);
  }

  @Test
  void aShorterPageShortensTheLifeOfTheView() {
    Fence fence = miss(page);
    fill(page, fence, envelope("a"), Generation.random(), HOUR);
    fill(other, fence, envelope("b"), Generation.random(), SHORT);
    letPass(SHORT);
    assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void aFullViewReplacesPagesThatItHas() {
    Generation full = fillPages(CacheLimits.MOST_PAGES);
    assertThat(fill(nth(0), miss(other), envelope("again")))
        .isInstanceOfSatisfying(
            FillResult.Stored.class,
            stored -> assertThat(stored.state().generation()).isEqualTo(full));
    assertThat(look(nth(1))).isInstanceOf(Lookup.Hit.class);
  }

  @Test
  void thePageOverTheLimitDropsTheOthersAndBeginsAGeneration() {
    Generation full = fillPages(CacheLimits.MOST_PAGES);
    cache().lease(view, full, now().plus(HOUR));
    Generation next = Generation.random();
    fill(other, miss(other), envelope("one too many"), next, SHORT);
    assertThat(state(other)).isEqualTo(new GenerationState(next, GenerationState.NOT_LEASED, 0));
    assertThat(look(nth(1))).isInstanceOf(Lookup.Miss.class);
    letPass(SHORT);
    assertThat(look(other)).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void whatIsKeptOfTheGenerationIsNoPage() {
    Generation living = fillPages(CacheLimits.MOST_PAGES - 1);
    cache().lease(view, living, now().plus(HOUR));
    cache().countSaved(view, living);
    cache().elect(view, living, Duration.ofMillis(1));
    assertThat(stored(nth(CacheLimits.MOST_PAGES), envelope("the last"))).isEqualTo(living);
    assertThat(stored(nth(CacheLimits.MOST_PAGES + 1), envelope("over"))).isNotEqualTo(living);
  }

  private Generation fillPages(int number) {
    Fence fence = miss(page);
    for (int i = 0; i < number; i++) {
      fill(nth(i), fence, envelope(NONE));
    }
    return state(nth(0)).generation();
  }

  private PageKey nth(int i) {
    return new PageKey(alice, DASHBOARD, "cursor=" + i);
  }
}
