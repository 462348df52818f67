package dev.freshet.operations.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFactsTest {

  @Test
  void coldStartsAreInitsOfInvocationsAndRestores() throws Exception {
    Fact fact =
        coldStarts(
            "REPORT RequestId: 1\tDuration: 99.00 ms\tInit Duration: 812.34 ms",
            "REPORT RequestId: 2\tDuration: 9.00 ms\tRestore Duration: 401.50 ms\tBilled Restore Duration: 7 ms",
            "REPORT RequestId: 3\tDuration: 1.00 ms");

    assertThat(fact.verdict()).isEqualTo(Fact.Verdict.HOLDS);
    assertThat(fact.measured()).isEqualTo("median 812 ms, longest 812 ms, of 2");
  }

  @Test
  void theInitOfASnapshotIsNoColdStart() throws Exception {
    Fact fact =
        coldStarts(
            "INIT_REPORT Init Duration: 9500.00 ms\tPhase: init",
            "RESTORE_REPORT Restore Duration: 2.00 ms");

    assertThat(fact.verdict()).isEqualTo(Fact.Verdict.NOT_MEASURED);
  }

  private static Fact coldStarts(String... lines) throws Exception {
    return new LogFacts(
            text -> List.of(lines).stream().filter(line -> line.contains(text)).toList(),
            new Poll(Clock.systemUTC()))
        .coldStarts();
  }
}
