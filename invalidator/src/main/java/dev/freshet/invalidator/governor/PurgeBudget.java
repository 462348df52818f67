package dev.freshet.invalidator.governor;

import dev.freshet.table.governor.CachedEdgeLimit;
import dev.freshet.table.governor.EdgeLimit;
import dev.freshet.table.governor.GovernorAwayException;
import dev.freshet.table.governor.GovernorState;
import dev.freshet.table.governor.GovernorState.Reserved;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The purges of one calendar month (UTC), which all instances share. As they run out, it lowers the
 * time for which the edge keeps new answers, until the month ends. The last purge is kept for one
 * of everything at once, after which the edge holds short-lived copies only.
 *
 * <p>While the shared state does not answer, purges are sent uncounted and counted afterwards:
 * freshness does not wait for the accounts. Not thread-safe: an instance has one batch at a time.
 */
final class PurgeBudget {
  /**
   * How long after a limit was written every answer at the edge or on its way obeys it: readers may
   * go by an old one for {@link CachedEdgeLimit#VALID_FOR}, API Gateway waits for an answer for 29
   * seconds, and the rest is for the clocks and the way.
   */
  static final Duration LIMIT_IN_FORCE_AFTER = CachedEdgeLimit.VALID_FOR.plusSeconds(60);

  private final GovernorState state;
  private final AwayListener listener;
  private final long perMonth;
  private YearMonth month = YearMonth.of(1970, 1);
  private long spent;
  private long uncounted;
  private boolean wiped;
  private @Nullable EdgeLimit limit;

  /**
   * @param perMonth free and paid purges together, above zero
   */
  PurgeBudget(GovernorState state, AwayListener listener, long perMonth) {
    this.state = state;
    this.listener = listener;
    this.perMonth = perMonth;
  }

  /** Whether more can be had; calls nobody until this instance has seen the budget's end. */
  Spending spending(Instant now) {
    turnMonth(now);
    if (spent < spendable()) {
      return Spending.WITHIN_BUDGET;
    }
    attempt("lower the limit", () -> lowerLimit(now));
    if (!wiped) {
      attempt("ask for the wipe", () -> wiped = state.wipedAt(month, perMonth).isPresent());
    }
    return wiped ? Spending.SPENT_AND_WIPED : Spending.SPENT;
  }

  /** Reserves purges: returns how many of them may be sent. */
  int reserve(int wanted, Instant now) {
    turnMonth(now);
    Optional<Reserved> reserved = attempt("reserve", () -> reserveShared(wanted));
    if (reserved.isEmpty()) {
      uncounted += wanted;
      return wanted;
    }
    spent = reserved.get().spent();
    attempt("lower the limit", () -> lowerLimit(now));
    return reserved.get().granted();
  }

  private Reserved reserveShared(int wanted) {
    if (uncounted > 0) {
      state.release(month, -uncounted);
      uncounted = 0;
    }
    return state.reserve(month, wanted, spendable());
  }

  /** Gives back what CloudFront refused, and so does not charge. */
  void release(int unsent) {
    attempt("release", () -> state.release(month, unsent));
  }

  /** Whether purging everything would now leave nothing but short-lived copies. */
  boolean mayWipe(Instant now) {
    EdgeLimit holding = limit;
    return holding != null
        && holding.holdsAt(now)
        && holding.atMost().compareTo(Stage.SHORTEST) <= 0
        && !now.isBefore(holding.writtenAt().plus(LIMIT_IN_FORCE_AFTER));
  }

  /** The same from every instance, so that CloudFront does and charges it once. */
  String wipeReference() {
    return "freshet-wipe-" + month + "-" + perMonth;
  }

  void wiped(Instant at) {
    wiped = true;
    attempt(
        "note the wipe",
        () -> {
          state.wiped(month, perMonth, at);
          state.release(month, -1);
        });
  }

  private long spendable() {
    return perMonth - 1;
  }

  private void turnMonth(Instant now) {
    YearMonth current = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    if (!current.equals(month)) {
      month = current;
      spent = 0;
      wiped = false;
    }
  }

  private void lowerLimit(Instant now) {
    Duration wanted = Stage.of(spent >= spendable() ? perMonth : spent, perMonth).limit();
    EdgeLimit holding = limit;
    if (holding == null || !holding.holdsAt(now) || holding.atMost().compareTo(wanted) > 0) {
      Instant end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      limit = state.lower(new EdgeLimit(wanted, end, now, perMonth), now);
    }
  }

  private void attempt(String what, Runnable call) {
    attempt(
        what,
        () -> {
          call.run();
          return what;
        });
  }

  private <T> Optional<T> attempt(String what, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (GovernorAwayException away) {
      listener.away(what, away);
      return Optional.empty();
    }
  }
}
