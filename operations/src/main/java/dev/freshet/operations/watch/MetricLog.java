package dev.freshet.operations.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * Follows the lines in which a stack's functions write their metrics. Not thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents</a>
 */
public final class MetricLog implements AutoCloseable {

  /** Lines arrive late and not in order: those of the last minute are asked for again. */
  static final Duration OVERLAP = Duration.ofMinutes(1);

  /** A page has 10,000 lines or 1 MB at most. What is beyond these is left for the next call. */
  static final int PAGES = 10;

  private static final String METRICS = "{ $._aws.Timestamp > 0 }";

  private final CloudWatchLogsClient logs;
  private final String group;

  /** Ids of lines that were returned and would be again, by their times. */
  private final TreeMap<Long, List<String>> returned = new TreeMap<>();

  /** Where the search began that is under way, or begins, in epoch milliseconds. */
  private long from;

  private long newest;

  /** Where the search goes on; null where it has reached the end. */
  private @Nullable String token;

  /**
   * Follows a log group.
   *
   * @param logs closed with this
   * @param from lines before this are not returned
   */
  MetricLog(CloudWatchLogsClient logs, String group, Instant from) {
    this.logs = logs;
    this.group = group;
    this.from = from.toEpochMilli();
    this.newest = this.from;
  }

  /** Follows a stack's log group, in the account and region of the environment. */
  public static MetricLog of(WatchedStack stack, Instant from) {
    return new MetricLog(
        CloudWatchLogsClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
        stack.logGroup(),
        from);
  }

  @Override
  public void close() {
    logs.close();
  }

  /** Lines that were not returned before, oldest first. */
  public List<String> next() {
    List<String> lines = new ArrayList<>();
    int pages = 0;
    do {
      FilterLogEventsResponse answer = page();
      answer.events().forEach(event -> take(event, lines));
      token = answer.nextToken();
    } while (token != null && ++pages < PAGES);
    long kept = newest - OVERLAP.toMillis();
    returned.headMap(kept).clear();
    if (token == null) {
      from = Math.max(from, kept);
    }
    return lines;
  }

  private FilterLogEventsResponse page() {
    return logs.filterLogEvents(request ->
        request.logGroupName(group).filterPattern(METRICS).startTime(from).nextToken(token));
  }

  private void take(FilteredLogEvent event, List<String> lines) {
    List<String> ids = returned.computeIfAbsent(event.timestamp(), _ -> new ArrayList<>());
    if (!ids.contains(event.eventId())) {
      ids.add(event.eventId());
      newest = Math.max(newest, event.timestamp());
      lines.add(event.message());
    }
  }
}
