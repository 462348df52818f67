package dev.freshet.checker;

import dev.freshet.domain.ViewsEvicted.Witness;
import dev.freshet.table.governor.EdgeLimit;
import dev.freshet.table.governor.GovernorAwayException;
import dev.freshet.table.governor.GovernorState;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What all instances of the edge invalidator share. Answers nobody while it is away. */
final class SharedState implements GovernorState {
  private final Map<Witness, Instant> sightings = new HashMap<>();
  private final Map<YearMonth, Long> spent = new HashMap<>();
  private final Map<YearMonth, Instant> wipes = new HashMap<>();
  private Optional<EdgeLimit> limit = Optional.empty();
  private boolean away;
  private boolean wasAway;

  SharedState copy() {
    SharedState copy = new SharedState();
    copy.sightings.putAll(sightings);
    copy.spent.putAll(spent);
    copy.wipes.putAll(wipes);
    copy.limit = limit;
    copy.away = away;
    copy.wasAway = wasAway;
    return copy;
  }

  boolean away() {
    return away;
  }

  boolean wasAway() {
    return wasAway;
  }

  void setAway(boolean away) {
    this.away = away;
    wasAway |= away;
  }

  /** What was seen before all time was never seen to be otherwise. */
  void sawLongAgo(Witness witness) {
    sightings.put(witness, Instant.EPOCH);
  }

  @Override
  public Instant firstSeen(Witness witness, Instant at) {
    answer();
    Instant first = sightings.computeIfAbsent(witness, _ -> at);
    return first.isBefore(at) ? first : at;
  }

  @Override
  public Reserved reserve(YearMonth month, int wanted, long budget) {
    answer();
    long before = spent.getOrDefault(month, 0L);
    long granted = Math.clamp(budget - before, 0L, wanted);
    spent.put(month, before + granted);
    return new Reserved((int) granted, before + granted);
  }

  @Override
  public void release(YearMonth month, long purges) {
    answer();
    spent.merge(month, -purges, Long::sum);
  }

  @Override
  public Optional<EdgeLimit> edgeLimit() {
    answer();
    return limit;
  }

  @Override
  public EdgeLimit lower(EdgeLimit wanted, Instant now) {
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
  public void wiped(YearMonth month, long budget, Instant at) {
    answer();
    wipes.put(month, at);
  }

  @Override
  public Optional<Instant> wipedAt(YearMonth month, long budget) {
    answer();
    return Optional.ofNullable(wipes.get(month));
  }

  private void answer() {
    if (away) {
      throw new GovernorAwayException(new IllegalStateException("simulated"));
    }
  }

  /** Of what a world without a budget goes by. */
  long hash() {
    long hash = away ? 1 : 0;
    for (Map.Entry<Witness, Instant> sighting : sightings.entrySet()) {
      hash += Hash.of(Hash.of(sighting.getKey()), sighting.getValue().toEpochMilli());
    }
    return hash;
  }
}
