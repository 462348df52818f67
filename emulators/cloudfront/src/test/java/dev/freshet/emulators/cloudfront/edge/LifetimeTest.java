package dev.freshet.emulators.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.cloudfront.distribution.Distribution;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Distributions distributions = new Distributions().ttl(0, 60, 600);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=30                   | 30",
        "max-age=700                  | 600",
        "s-maxage=40, max-age=30      | 40",
        "max-age=0, s-maxage=5        | 5",
        "max-age=0                    | 0",
        "Max-Age=\"7\"                | 7",
        "must-revalidate              | 60",
        "max-age=soon                 | 60",
        "s-maxage=99999999999999      | 600",
      })
  void theOriginsDirectiveIsBoundedByTheMaximumAndItsAbsenceMeansTheDefault(
      String cacheControl, int seconds) {
    assertThat(lifetime(200, "Cache-Control", cacheControl)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-store", "no-cache", "private", "private, s-maxage=60", "NO-STORE"})
  void whatTheOriginKeepsToItselfIsNotStoredWhereTheMinimumIsZero(String cacheControl) {
    assertThat(lifetime(200, "Cache-Control", cacheControl)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-store", "no-cache", "private", "max-age=3"})
  void aMinimumAboveZeroStoresEvenWhatTheOriginForbids(String cacheControl) {
    distributions.ttl(9, 60, 600);
    assertThat(lifetime(200, "Cache-Control", cacheControl)).contains(Duration.ofSeconds(9));
  }

  @Test
  void theMinimumIsAlsoTheLeastDefault() {
    distributions.ttl(90, 60, 600);
    assertThat(lifetime(200)).contains(Duration.ofSeconds(90));
  }

  @Test
  void expiresCountsWhereThereIsNoMaxAge() {
    assertThat(lifetime(200, "Expires", "Sun, 01 Mar 2026 12:00:45 GMT"))
        .contains(Duration.ofSeconds(45));
    assertThat(lifetime(200, "Expires", "Sun, 01 Mar 2026 11:00:00 GMT")).contains(Duration.ZERO);
    assertThat(lifetime(200, "Expires", "0")).contains(Duration.ZERO);
    assertThat(
            lifetime(200, "Expires", "Sun, 01 Mar 2026 12:00:45 GMT", "Cache-Control", "max-age=5"))
        .contains(Duration.ofSeconds(5));
  }

  @Test
  void theAgeThatAnAnswerAlreadyHasIsTakenOff() {
    assertThat(lifetime(200, "Cache-Control", "max-age=30", "Age", "12"))
        .contains(Duration.ofSeconds(18));
    assertThat(lifetime(200, "Cache-Control", "max-age=30", "Age", "31")).contains(Duration.ZERO);
  }

  @Test
  void partsAndConfirmationsAreNoObjects() {
    assertThat(lifetime(206, "Cache-Control", "max-age=30")).isEmpty();
    assertThat(lifetime(304, "Cache-Control", "max-age=30")).isEmpty();
  }

  @Test
  void redirectsAreObjects() {
    assertThat(lifetime(302, "Cache-Control", "max-age=30")).contains(Duration.ofSeconds(30));
  }

  @Test
  void everyTtlAtZeroMeansThatNothingIsStored() {
    distributions.ttl(0, 0, 0);
    assertThat(lifetime(200, "Cache-Control", "max-age=30")).isEmpty();
  }

  @Nested
  class OfErrors {

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 414, 500, 501, 502, 503, 504})
    void theseAreKeptForTenSecondsUnasked(int status) {
      assertThat(lifetime(status)).contains(Distribution.DEFAULT_ERROR_CACHING);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 414, 501})
    void forTheseNoStoreCounts(int status) {
      assertThat(lifetime(status, "Cache-Control", "no-store")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void forTheseNoStoreDoesNotCount(int status) {
      assertThat(lifetime(status, "Cache-Control", "no-store"))
          .contains(Distribution.DEFAULT_ERROR_CACHING);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void anErrorCachingTimeOfZeroKeepsThemOut(int status) {
      distributions.errorCaching(status, 0);
      assertThat(lifetime(status, "Cache-Control", "no-store")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 405, 412, 415})
    void theseAreKeptOnlyWithALifetime(int status) {
      assertThat(lifetime(status)).isEmpty();
      assertThat(lifetime(status, "Cache-Control", "max-age=30")).contains(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 406, 409, 413, 416, 422, 428, 429})
    void noneOfTheOthersIsKept(int status) {
      assertThat(lifetime(status, "Cache-Control", "max-age=30")).isEmpty();
    }

    @Test
    void theLongerOfTheTwoTimesCounts() {
      distributions.errorCaching(404, 20);
      assertThat(lifetime(404, "Cache-Control", "max-age=5")).contains(Duration.ofSeconds(20));
      assertThat(lifetime(404, "Cache-Control", "max-age=50")).contains(Duration.ofSeconds(50));
      assertThat(lifetime(404, "Cache-Control", "max-age=900")).contains(Duration.ofMinutes(10));
    }
  }

  private Optional<Duration> lifetime(int status, String... headers) {
    Distribution distribution = distributions.build();
    return Lifetime.of(
        new EdgeResponse(status, EdgeHeaders.of(headers), ContentBody.EMPTY),
        distribution.behaviors().getFirst().cachePolicy(),
        distribution,
        NOW);
  }
}
