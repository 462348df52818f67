package dev.freshet.bench.replay;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Freshet compared with all rivals with the same bound on staleness or a stricter one.
 *
 * @param cheapest of the rivals
 * @param toCheapest Freshet's cost divided by that of the cheapest rival
 * @param toEachWrite divided by that of the design that need not know which copies live
 */
record Comparison(Rival cheapest, double toCheapest, double toEachWrite, double toClairvoyant) {
  private static final Set<Rival> RIVALS =
      EnumSet.of(Rival.NO_EDGE, Rival.SHORT, Rival.PURGE_PER_WRITE);

  /**
   * @param freshet the budget of Freshet
   */
  static Comparison of(
      Map<Rival, Outcome> outcomes, Rival freshet, ToDoubleFunction<Bill> dollars) {
    ToDoubleFunction<Rival> costs =
        rival ->
            dollars.applyAsDouble(Objects.requireNonNull(outcomes.get(rival), rival.label).bill());
    Rival cheapest = RIVALS.stream().min(Comparator.comparingDouble(costs)).orElseThrow();
    double cost = costs.applyAsDouble(freshet);
    return new Comparison(
        cheapest,
        cost / costs.applyAsDouble(cheapest),
        cost / costs.applyAsDouble(Rival.PURGE_EACH_WRITE),
        cost / costs.applyAsDouble(Rival.CLAIRVOYANT));
  }
}
