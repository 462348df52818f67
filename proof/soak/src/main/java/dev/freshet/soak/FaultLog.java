package dev.freshet.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The active faults over time. Thread-safe. */
final class FaultLog {

  /** The faults that may cause an error for a user; the others must not. */
  private static final Set<String> CAUSE_ERRORS =
      Set.of("function-crash", "table-throttled", "table-slow", Stalls.NAME);

  /** A request may wait for another that a fault delayed. */
  private static final long AFTERMATH = TimeUnit.SECONDS.toNanos(3);

  private final List<Episode> episodes = new ArrayList<>();

  /** One period of a fault. */
  private static final class Episode {
    private final String fault;
    private final long from;
    private long to = SoakClock.NEVER;

    Episode(String fault, long from) {
      this.fault = fault;
      this.from = from;
    }

    boolean meets(long from, long to) {
      return this.from <= to && this.to >= from;
    }
  }

  synchronized void began(String fault, long at) {
    episodes.add(new Episode(fault, at));
  }

  synchronized void ended(String fault, long at) {
    episodes.stream()
        .filter(episode -> episode.fault.equals(fault) && episode.to == SoakClock.NEVER)
        .forEach(episode -> episode.to = at);
  }

  /** Whether a fault explains an error of a request between these times. */
  synchronized boolean explainsError(long sentAt, long receivedAt) {
    return episodes.stream()
        .anyMatch(episode ->
            CAUSE_ERRORS.contains(episode.fault) && episode.meets(sentAt - AFTERMATH, receivedAt));
  }

  /** Whether no fault at all was on between these times. */
  synchronized boolean isCalm(long from, long to) {
    return episodes.stream().noneMatch(episode -> episode.meets(from, to));
  }

  synchronized List<String> on() {
    return episodes.stream()
        .filter(episode -> episode.to == SoakClock.NEVER)
        .map(episode -> episode.fault)
        .toList();
  }

  /**
   * The number of times that each fault was switched on, by name; excludes stalls of the machine.
   */
  synchronized Map<String, Integer> times() {
    Map<String, Integer> times = new TreeMap<>();
    episodes.forEach(episode -> times.merge(episode.fault, 1, Integer::sum));
    times.remove(Stalls.NAME);
    return times;
  }

  synchronized long stalls() {
    return episodes.stream().filter(episode -> episode.fault.equals(Stalls.NAME)).count();
  }
}
