package dev.freshet.invalidator.governor;

import dev.freshet.domain.ViewsEvicted.Witness;
import dev.freshet.table.governor.EdgeLimit;
import dev.freshet.table.governor.GovernorAwayException;
import dev.freshet.table.governor.GovernorState;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The governor's state, in memory; away when it is told to be. */
public final class SharedMemory implements GovernorState {
  private final Map<Witness, Instant> witnesses = new HashMap<>();
  private final Map<YearMonth, Long> spent = new HashMap<>();
  private final Map<String, Instant> wipes = new HashMap<>();
  private Optional<EdgeLimit> limit = Optional.empty();
  private boolean away;
  private int calls;

  public void goAway() {
    away = true;
  }

  public void comeBack() {
    away = false;
  }

  public int calls() {
    return calls;
  }

  public long spent(YearMonth month) {
    return spent.getOrDefault(month, 0L);
  }

  @Override
  public Instant firstSeen(Witness witness, Instant at) {
    call();
    Instant first = witnesses.computeIfAbsent(witness, _ -> at);
    return first.isBefore(at) ? first : at;
  }

  @Override
  public Reserved reserve(YearMonth month, int wanted, long budget) {
    call();
    long granted = Math.max(0, Math.min(wanted, budget - spent(month)));
    spent.merge(month, granted, Long::sum);
    return new Reserved((int) granted, spent(month));
  }

  @Override
  public void release(YearMonth month, long purges) {
    call();
    spent.merge(month, -purges, Long::sum);
  }

  @Override
  public Optional<EdgeLimit> edgeLimit() {
    call();
    return limit;
  }

  @Override
  public EdgeLimit lower(EdgeLimit wanted, Instant now) {
    call();
    boolean keeps =
        limit
            .filter(known -> known.holdsAt(now) && known.budget() == wanted.budget())
            .filter(known -> known.atMost().compareTo(wanted.atMost()) <= 0)
            .isPresent();
    if (!keeps) {
      limit = Optional.of(wanted);
    }
    return limit.orElseThrow();
  }

  @Override
  public void wiped(YearMonth month, long budget, Instant at) {
    call();
    wipes.put(month + "/" + budget, at);
  }

  @Override
  public Optional<Instant> wipedAt(YearMonth month, long budget) {
    call();
    return Optional.ofNullable(wipes.get(month + "/" + budget));
  }

  private void call() {
    calls++;
    if (away) {
      throw new GovernorAwayException(new IllegalStateException("told to be away"));
    }
  }
}
