package dev.freshet.soak;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The result of a soak.
 *
 * @param complete false if it was interrupted, so that the end was not checked
 */
public record SoakReport(
    long seed,
    long seconds,
    boolean complete,
    long operations,
    Map<String, Long> counts,
    Map<String, Integer> faults,
    long stalls,
    Map<String, Integer> deadLetters,
    Map<String, Integer> instances,
    String latencies,
    List<Staleness> calm,
    List<Staleness> faulty,
    int violations,
    List<Violation> first) {

  /** The printed summary. */
  public String text() {
    return """

    Soak of %d s with seed %d%s
      operations: %d
    %s
      faults injected: %d
    %s
      times that this machine stalled: %d
      dead letters: %s
      instances of functions, crashed ones included: %s
      how long requests took
    %s
      staleness of answers without fresh: how long after its acknowledgement a change was last missed
      while no fault was on and this machine ran freely
    %s
      otherwise
    %s
    %s  violations: %d
    """
        .formatted(
            seconds,
            seed,
            complete ? "" : ", interrupted: the end was not checked",
            operations,
            lines(counts),
            faults.values().stream().mapToInt(each -> each).sum(),
            lines(faults),
            stalls,
            deadLetters.isEmpty() ? "none" : deadLetters,
            instances,
            latencies,
            table(calm),
            table(faulty),
            first.stream().map(each -> "  " + each + "\n").collect(Collectors.joining()),
            violations);
  }

  private static String lines(Map<String, ? extends Number> counts) {
    return counts.entrySet().stream()
        .map(count -> "    %-36s %8d".formatted(count.getKey(), count.getValue().longValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String table(List<Staleness> rows) {
    return Staleness.header() + rows.stream().map(row -> "\n" + row).collect(Collectors.joining());
  }
}
