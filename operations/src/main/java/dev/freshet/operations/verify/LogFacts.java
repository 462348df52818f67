package dev.freshet.operations.verify;

import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.trace.LogLines;
import dev.freshet.operations.trace.Trace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the functions' log says of times. */
final class LogFacts {
  private static final String EVICTED = "a change is evicted from Redis within a second";
  private static final String STARTS = "a cold start takes 3.0 s at most";

  /**
   * With SnapStart, the line of an invocation has the time of its restore; that of an init is in an
   * INIT_REPORT, made when the version was published.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-monitoring.html">Monitoring
   *     for SnapStart</a>
   */
  private static final Pattern START =
      Pattern.compile("^REPORT.*?(?:Init|Restore) Duration: (\\d+)");

  private static final Duration ASSUMED_START = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LogLines log;
  private final Poll poll;

  LogFacts(LogLines log, Poll poll) {
    this.log = log;
    this.poll = poll;
  }

  /** The log may be some seconds late. */
  Fact evicted(String correlationId)
      throws OperationFailedException, IOException, InterruptedException {
    Instant begin = poll.clock().instant();
    OptionalLong[] millis = {OptionalLong.empty()};
    poll.until(
        begin.plus(PATIENCE),
        () -> {
          millis[0] = Trace.millisUntilEvicted(correlationId, log);
          return millis[0].isPresent();
        });
    if (millis[0].isEmpty()) {
      return Fact.notMeasured(EVICTED, "the log does not say that the change was evicted");
    }
    return Fact.of(
        millis[0].getAsLong() <= 1_000,
        EVICTED,
        millis[0].getAsLong() + " ms",
        "DispatcherConcurrency, and the quota of concurrent executions before it");
  }

  Fact coldStarts() throws OperationFailedException, IOException {
    List<Long> starts =
        Stream.concat(log.with("Init Duration").stream(), log.with("Restore Duration").stream())
            .flatMap(line -> START.matcher(line).results())
            .map((MatchResult start) -> Long.parseLong(start.group(1)))
            .sorted()
            .toList();
    if (starts.isEmpty()) {
      return Fact.notMeasured(STARTS, "the log has none");
    }
    return Fact.of(
        starts.getLast() <= ASSUMED_START.toMillis(),
        STARTS,
        "median %d ms, longest %d ms, of %d"
            .formatted(starts.get(starts.size() / 2), starts.getLast(), starts.size()),
        "SnapStart=PublishedVersions");
  }
}
