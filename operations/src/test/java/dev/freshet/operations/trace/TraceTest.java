package dev.freshet.operations.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.operations.OperationFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
  private final List<String> written = new ArrayList<>();
  private final LogLines log =
      text -> written.stream().filter(line -> line.contains(text)).toList();

  @Test
  void linesAreInTheOrderOfTimeWithTheTimeSinceTheFirst() throws Exception {
    line(2_500, "INFO", "EdgeInvalidator", "a b", "edge purged", "\"event\":\"EdgeInvalidated\"");
    line(1_000, "INFO", "PutProfileHandler", "a", "answered", "\"status\":\"200\"");
    line(1_900, "WARN", "ViewEvictor", "a", "not evicted", "\"owner\":\"u-alice\"");

    assertThat(Trace.of("a", log).text())
        .isEqualToNormalizingNewlines(
            """
            00:00:01.000     +0ms  PutProfileHandler  answered  status=200
            00:00:01.900   +900ms  ViewEvictor        WARN not evicted  owner=u-alice
            00:00:02.500  +1500ms  EdgeInvalidator    edge purged  event=EdgeInvalidated
            The change is at its end.
            """);
  }

  @Test
  void ofOtherChangesOnlyWhatTheirCommonEventCausedIsShown() throws Exception {
    line(1_000, "INFO", "PutProfileHandler", "a", "answered", "\"status\":\"200\"");
    line(1_010, "INFO", "PutProfileHandler", "b", "answered", "\"status\":\"201\"");
    line(1_100, "INFO", "ChangePublisher", "a b", "published", "\"eventCorrelationId\":\"a\"");
    line(1_200, "INFO", "EdgeInvalidator", "a", "no purge needed", "\"owner\":\"u-alice\"");
    line(1_300, "INFO", "EdgeInvalidator", "ab", "no purge needed", "\"owner\":\"u-bob\"");

    assertThat(Trace.of("b", log).text())
        .contains("status=201", "published", "u-alice", "at its end")
        .doesNotContain("status=200", "u-bob");
  }

  @Test
  void aChangeWithoutAnEndIsUnderWay() throws Exception {
    line(1_000, "INFO", "PutProfileHandler", "a", "answered", "\"status\":\"200\"");
    written.add("{\"correlationId\":\"a\",\"function\":\"PutProfileHandler\",\"_aws\":{}}");
    written.add("REPORT RequestId: a");

    assertThat(Trace.of("a", log).text().lines())
        .hasSize(2)
        .last()
        .isEqualTo("The change is under way, or stuck here.");
  }

  @Test
  void theTimeUntilTheEvictionIsRead() throws Exception {
    line(1_000, "INFO", "PutProfileHandler", "a", "answered", "\"status\":\"200\"");
    line(1_087, "INFO", "EvictionDispatcher", "a", "change evicted", "\"owner\":\"u-alice\"");
    line(1_000, "INFO", "PutProfileHandler", "b", "answered", "\"status\":\"200\"");

    assertThat(Trace.millisUntilEvicted("a", log)).hasValue(87);
    assertThat(Trace.millisUntilEvicted("b", log)).isEmpty();
  }

  @Test
  void whatIsNoIdIsNotSearchedFor() {
    for (String id : List.of("", "a b", "\"a\"", "-a", "a".repeat(129))) {
      assertThatExceptionOfType(OperationFailedException.class)
          .isThrownBy(() -> Trace.of(id, log))
          .withMessageEndingWith("is no correlation id");
    }
  }

  @Test
  void anIdWithoutALineIsRefused() throws IOException {
    assertThatExceptionOfType(OperationFailedException.class)
        .isThrownBy(() -> Trace.of("a", log))
        .withMessage("no line of the log has a");
  }

  private void line(
      long at, String level, String function, String ids, String message, String field) {
    written.add(
        """
        {"timestamp":%d,"level":"%s","threadName":"t","mdc": {"correlationId":"%s","function":"%s"},\
        "kvpList": [{%s}],"message":"%s","throwable":null}\
        """
            .formatted(at, level, ids, function, field, message));
  }
}
