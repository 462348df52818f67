package dev.freshet.soak;

import java.time.Duration;
import java.util.Optional;

/**
 * The options of a soak.
 *
 * @param time after which no new round begins; the last round is completed
 * @param operations after which no new round begins
 * @param seed of readers, writers and faults: the same seed makes the same choices, though not at
 *     the same moments
 * @param withFaults whether faults are used
 * @param outage a fault for each round's whole time of faults; empty for all faults in turn
 * @param calm time without faults at the start of each round
 * @param round duration of a round before the system settles and is checked
 * @param settling time that work may take to end after the last fault
 */
public record SoakOptions(
    Duration time,
    long operations,
    long seed,
    int users,
    int readers,
    int writers,
    boolean withFaults,
    Optional<String> outage,
    Duration calm,
    Duration round,
    Duration settling) {

  /** A soak with all faults. */
  public static SoakOptions of(Duration time, long seed, int users) {
    return new SoakOptions(
        time,
        Long.MAX_VALUE,
        seed,
        users,
        6,
        3,
        true,
        Optional.empty(),
        Duration.ofSeconds(25),
        Duration.ofSeconds(95),
        Duration.ofMinutes(4));
  }

  /** One outage of this duration; a minute later, every answer must be fresh. */
  public static SoakOptions outage(String fault, Duration time, long seed, int users) {
    Duration calm = Duration.ofSeconds(30);
    return new SoakOptions(
        calm.plus(time),
        Long.MAX_VALUE,
        seed,
        users,
        6,
        3,
        true,
        Optional.of(fault),
        calm,
        time,
        Duration.ofMinutes(1));
  }
}
