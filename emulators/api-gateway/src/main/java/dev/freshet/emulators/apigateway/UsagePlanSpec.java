package dev.freshet.emulators.apigateway;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Optional;

/**
 * How often clients with one of these keys may call a stage of the API.
 *
 * @param keys the ids of the enabled keys, by their values
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html">Usage
 *     plans and API keys</a>
 */
public record UsagePlanSpec(
    Map<String, String> keys, Optional<Throttle> throttle, Optional<Quota> quota) {

  public UsagePlanSpec {
    keys = Map.copyOf(keys);
  }

  /**
   * A token bucket for each key.
   *
   * @param rate how many requests a second it is refilled with
   * @param burst how many it holds
   */
  public record Throttle(double rate, int burst) {}

  /**
   * So many requests of each key in a period.
   *
   * @param offset by how many the limit is lower in the first period
   */
  public record Quota(long limit, Period period, long offset) {}

  /** A stretch of the calendar in UTC; AWS does not say when one begins. */
  public enum Period {
    DAY,
    WEEK,
    MONTH;

    Instant begin(Instant time) {
      OffsetDateTime day = time.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
      return switch (this) {
        case DAY -> day.toInstant();
        case WEEK -> day.minusDays(day.getDayOfWeek().getValue() - 1L).toInstant();
        case MONTH -> day.with(TemporalAdjusters.firstDayOfMonth()).toInstant();
      };
    }
  }
}
