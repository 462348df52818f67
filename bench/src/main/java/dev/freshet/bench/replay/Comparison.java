package dev.freshet.bench.replay;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Freshet with its defaults beside the designs that keep the same bound on staleness or a stricter
 * one: all of them.
 *
 * @param cheapest of the rivals
 * @param toCheapest what Freshet costs, divided by what the cheapest of them costs
 */
record Comparison(Rival cheapest, double toCheapest, double toClairvoyant) {
  private static final Set<Rival> RIVALS =
      EnumSet.of(Rival.NO_EDGE, Rival.SHORT, Rival.PURGE_PER_WRITE);

  static Comparison of(Map<Rival, Outcome> outcomes, ToDoubleFunction<Bill> dollars) {
    ToDoubleFunction<Rival> costs =
        rival ->
            dollars.applyAsDouble(Objects.requireNonNull(outcomes.get(rival), rival.label).bill());
    Rival cheapest = RIVALS.stream().min(Comparator.comparingDouble(costs)).orElseThrow();
    double freshet = costs.applyAsDouble(Rival.FRESHET);
    return new Comparison(
        cheapest,
        freshet / costs.applyAsDouble(cheapest),
        freshet / costs.applyAsDouble(Rival.CLAIRVOYANT));
  }
}
