package dev.freshet.emulators.lambda.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchReportTest {
  private static final Set<String> ITEMS = Set.of("1", "2", "3");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"batchItemFailures\":null}",
        "{\"batchItemFailures\":[]}",
        "{\"other\":1}"
      })
  void nothingReportedIsSuccess(String answer) {
    assertThat(BatchReport.read(answer, ITEMS)).isEqualTo(new BatchReport.Success());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "\"text\"",
        "[]",
        "{\"batchItemFailures\":\"1\"}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"id\":\"1\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"4\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},{\"itemIdentifier\":\"4\"}]}"
      })
  void anythingMalformedOrUnknownIsFailureOfTheWholeBatch(String answer) {
    assertThat(BatchReport.read(answer, ITEMS)).isEqualTo(new BatchReport.Failure());
  }

  @Test
  void failedItemsAreThoseThatAreNamed() {
    assertThat(
            BatchReport.read(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"3\"},{\"itemIdentifier\":\"1\"}]}",
                ITEMS))
        .isEqualTo(new BatchReport.Partial(Set.of("1", "3")));
  }
}
