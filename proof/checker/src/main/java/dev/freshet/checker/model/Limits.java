package dev.freshet.checker.model;

import java.util.EnumMap;
import java.util.Map;

/**
 * The bounds of a world.
 *
 * @param reads number of reads by all readers together
 * @param commits number of committed changes
 * @param horizon number of ticks
 * @param faults how often each kind of fault may happen; 0 if absent
 */
public record Limits(int reads, int commits, int horizon, Map<Fault, Integer> faults) {

  public Limits {
    faults = Map.copyOf(faults);
  }

  /** The bounds that these actions need. */
  public static Limits of(int[] actions) {
    int reads = 0;
    int commits = 0;
    int ticks = 0;
    Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    for (int action : actions) {
      Kind kind = Kind.kind(action);
      reads += kind == Kind.START ? 1 : 0;
      commits += kind == Kind.COMMIT ? 1 : 0;
      ticks += kind == Kind.TICK ? 1 : 0;
      if (kind.fault != null) {
        faults.merge(kind.fault, 1, Integer::sum);
      }
    }
    return new Limits(reads, commits, ticks, faults);
  }
}
