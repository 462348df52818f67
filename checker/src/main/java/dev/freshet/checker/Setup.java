package dev.freshet.checker;

import java.util.Map;

/**
 * A world to be checked: who is in it, and how much may happen.
 *
 * @param reads how many reads all readers together may begin
 * @param commits how many changes may be committed
 * @param horizon how many ticks may pass
 * @param faults how often each kind of fault may happen, never if not named
 * @param freshReads whether reads may ask for their own writes
 * @param witnessKnown whether Redis was seen, as it is at first, before all time: a missing mark
 *     then proves that there is no copy
 */
record Setup(
    String name,
    Timing timing,
    int owners,
    int readers,
    int reads,
    int commits,
    int horizon,
    Map<Fault, Integer> faults,
    Skew skew,
    boolean freshReads,
    boolean witnessKnown) {

  Setup {
    faults = Map.copyOf(faults);
  }

  Setup with(Skew other) {
    return new Setup(
        name,
        timing,
        owners,
        readers,
        reads,
        commits,
        horizon,
        faults,
        other,
        freshReads,
        witnessKnown);
  }
}
