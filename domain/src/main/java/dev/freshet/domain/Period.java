package dev.freshet.domain;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * For how long a view shows the same if no data changes, in UTC. A view of "this month" changes at
 * the turn of the month, although nothing is written: no copy of it may live beyond that time.
 */
public enum Period {
  /** The view depends on data alone. */
  UNBOUNDED {
    @Override
    public Instant begin(Instant time) {
      return Instant.EPOCH;
    }

    @Override
    public Instant end(Instant time) {
      return FAR_FUTURE;
    }
  },

  /** The view shows something of the current day. */
  DAY {
    @Override
    public Instant begin(Instant time) {
      return time.truncatedTo(ChronoUnit.DAYS);
    }

    @Override
    public Instant end(Instant time) {
      return begin(time).plus(1, ChronoUnit.DAYS);
    }
  },

  /** The view shows something of the current month. */
  MONTH {
    @Override
    public Instant begin(Instant time) {
      return firstOfMonth(time).toInstant();
    }

    @Override
    public Instant end(Instant time) {
      return firstOfMonth(time).plusMonths(1).toInstant();
    }
  };

  /** Later than every time that the system computes with, and still an epoch millisecond. */
  private static final Instant FAR_FUTURE = Instant.parse("9999-01-01T00:00:00Z");

  /** When the period of this time began, inclusive. */
  public abstract Instant begin(Instant time);

  /** When the period of this time ends, exclusive: the begin of the next one. */
  public abstract Instant end(Instant time);

  private static OffsetDateTime firstOfMonth(Instant time) {
    return time.atOffset(ZoneOffset.UTC)
        .truncatedTo(ChronoUnit.DAYS)
        .with(TemporalAdjusters.firstDayOfMonth());
  }
}
