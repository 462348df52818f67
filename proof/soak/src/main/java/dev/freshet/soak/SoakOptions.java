package dev.freshet.soak;

import java.time.Duration;
import java.util.Optional;

/**
 * What a soak does.
 *
 * @param time after which no new round begins; the last one is checked to its end
 * @param operations after which no new round begins, either
 * @param seed of readers, writers and faults: the same seed makes the same choices, though not at
 *     the same moments
 * @param withFaults whether anything goes wrong at all
 * @param outage a fault that is on for each round's whole time of faults; empty for all faults in
 *     turn
 * @param calm how long each round goes on without faults first
 * @param round how long each round goes on before everything settles and is checked
 * @param settling how long work may take to end once nothing is wrong any more
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

  /** One outage that lasts for so long; a minute after it, everything has to be fresh. */
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
