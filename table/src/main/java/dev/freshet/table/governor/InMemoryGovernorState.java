package dev.freshet.table.governor;

import dev.freshet.domain.ViewsEvicted.Witness;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The shared state in memory, for tests and checkers. Goes away on demand. Thread-safe. */
public final class InMemoryGovernorState implements GovernorState {
  /** Replaced, not changed: it is read much more often than it grows. */
  private Map<Witness, Instant> sightings = Map.of();

  private final Map<YearMonth, Long> spent = new HashMap<>();
  private final Map<Budget, Instant> wipes = new HashMap<>();
  private Optional<EdgeLimit> limit = Optional.empty();
  private boolean away;
  private int calls;
  private int refusals;

  private record Budget(YearMonth month, long purges) {}

  /** A state of its own that holds what this one does now. */
  public synchronized InMemoryGovernorState copy() {
    InMemoryGovernorState copy = new InMemoryGovernorState();
    copy.sightings = sightings;
    copy.spent.putAll(spent);
    copy.wipes.putAll(wipes);
    copy.limit = limit;
    copy.away = away;
    copy.calls = calls;
    copy.refusals = refusals;
    return copy;
  }

  /** While it is away, every call is refused. */
  public synchronized void setAway(boolean away) {
    this.away = away;
  }

  public synchronized boolean isAway() {
    return away;
  }

  /** How many calls there were, those that were refused included. */
  public synchronized int calls() {
    return calls;
  }

  public synchronized int refusals() {
    return refusals;
  }

  public synchronized long spent(YearMonth month) {
    return spent.getOrDefault(month, 0L);
  }

  /** Since when each witness is known. */
  public synchronized Map<Witness, Instant> sightings() {
    return sightings;
  }

  @Override
  public synchronized Instant firstSeen(Witness witness, Instant at) {
    answer();
    Instant first = sightings.getOrDefault(witness, at);
    if (!sightings.containsKey(witness)) {
      Map<Witness, Instant> more = new HashMap<>(sightings);
      more.put(witness, at);
      sightings = Map.copyOf(more);
    }
    return first.isBefore(at) ? first : at;
  }

  @Override
  public synchronized Reserved reserve(YearMonth month, int wanted, long budget) {
    answer();
    long before = spent(month);
    long granted = Math.clamp(budget - before, 0L, wanted);
    spent.put(month, before + granted);
    return new Reserved((int) granted, before + granted);
  }

  @Override
  public synchronized void release(YearMonth month, long purges) {
    answer();
    spent.merge(month, -purges, Long::sum);
  }

  @Override
  public synchronized Optional<EdgeLimit> edgeLimit() {
    answer();
    return limit;
  }

  @Override
  public synchronized EdgeLimit lower(EdgeLimit wanted, Instant now) {
    answer();
    EdgeLimit holds =
        limit
            .filter(known -> known.holdsAt(now) && known.budget() == wanted.budget())
            .filter(known -> known.atMost().compareTo(wanted.atMost()) <= 0)
            .orElse(wanted);
    limit = Optional.of(holds);
    return holds;
  }

  @Override
  public synchronized void wiped(YearMonth month, long budget, Instant at) {
    answer();
    wipes.put(new Budget(month, budget), at);
  }

  @Override
  public synchronized Optional<Instant> wipedAt(YearMonth month, long budget) {
    answer();
    return Optional.ofNullable(wipes.get(new Budget(month, budget)));
  }

  private void answer() {
    calls++;
    if (away) {
      refusals++;
      throw new GovernorAwayException(new IllegalStateException("set to be away"));
    }
  }
}
