package dev.freshet.operations.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

class MetricLogTest {
  private static final Instant START = Instant.ofEpochMilli(1_000_000_000);

  private final Lines lines = new Lines();
  private final MetricLog log = new MetricLog(lines, "group", START);

  @Test
  void returnsEachLineOnce() {
    lines.add(0, "first");
    assertThat(log.next()).containsExactly("first");

    lines.add(90_000, "second");
    assertThat(log.next()).containsExactly("second");
    assertThat(log.next()).isEmpty();
  }

  @Test
  void findsALineThatArrivedLate() {
    lines.add(30_000, "in time");
    assertThat(log.next()).containsExactly("in time");

    lines.add(10_000, "late");
    assertThat(log.next()).containsExactly("late");
  }

  @Test
  void asksForNothingOfBefore() {
    lines.add(-1, "before");
    lines.add(0, "after");

    assertThat(log.next()).containsExactly("after");
  }

  @Test
  void catchesUpWhereThereIsMoreThanOneCallReads() {
    int most = MetricLog.PAGES * Lines.PAGE;
    IntStream.range(0, 2 * most).forEach(at -> lines.add(at, "line " + at));

    List<String> all = new ArrayList<>(log.next());
    assertThat(all).hasSize(most);
    all.addAll(log.next());
    all.addAll(log.next());

    assertThat(all).hasSize(2 * most).doesNotHaveDuplicates();
  }

  /** A log group whose pages are small. */
  private static final class Lines implements CloudWatchLogsClient {
    static final int PAGE = 3;

    private final List<FilteredLogEvent> all = new ArrayList<>();

    void add(long millis, String text) {
      all.add(
          FilteredLogEvent.builder()
              .eventId("id of " + text)
              .timestamp(START.toEpochMilli() + millis)
              .message(text)
              .build());
    }

    @Override
    public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
      int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
      List<FilteredLogEvent> found =
          all.stream()
              .filter(event -> event.timestamp() >= request.startTime())
              .sorted((one, other) -> Long.compare(one.timestamp(), other.timestamp()))
              .toList();
      int to = Math.min(from + PAGE, found.size());
      return FilterLogEventsResponse.builder()
          .events(found.subList(from, to))
          .nextToken(to < found.size() ? Integer.toString(to) : null)
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      all.clear();
    }
  }
}
