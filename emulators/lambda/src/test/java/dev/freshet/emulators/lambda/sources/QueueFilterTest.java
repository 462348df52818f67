package dev.freshet.emulators.lambda.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueFilterTest {

  /** The rows of Lambda's table of body formats. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "plain text, '{\"body\":[\"plain text\"]}', true",
        "other text, '{\"body\":[\"plain text\"]}', false",
        "plain text, '{\"eventSource\":[\"aws:sqs\"]}', true",
        "plain text, '{\"body\":{\"kind\":[\"x\"]}}', false",
        "plain text, '{\"body\":{\"kind\":[{\"exists\":false}]}}', false",
        "'{\"kind\":\"x\"}', '{\"body\":[{\"prefix\":\"{\"}]}', false",
        "'{\"kind\":\"x\"}', '{\"body\":[{\"exists\":true}]}', false",
        "'{\"kind\":\"x\"}', '{\"eventSource\":[\"aws:sqs\"]}', true",
        "'{\"kind\":\"x\"}', '{\"body\":{\"kind\":[\"x\"]}}', true",
        "'{\"kind\":\"y\"}', '{\"body\":{\"kind\":[\"x\"]}}', false",
      })
  void aMessagePassesIfItsBodyIsOfThePatternsFormatAndMatches(
      String body, String pattern, boolean passes) {
    assertThat(new QueueFilter(List.of(pattern)).passes(message(body))).isEqualTo(passes);
  }

  @Test
  void anyOfSeveralPatternsIsEnough() {
    QueueFilter filter =
        new QueueFilter(List.of("{\"body\":[\"a\"]}", "{\"body\":{\"kind\":[\"x\"]}}"));

    assertThat(filter.passes(message("a"))).isTrue();
    assertThat(filter.passes(message("{\"kind\":\"x\"}"))).isTrue();
    assertThat(filter.passes(message("b"))).isFalse();
  }

  @Test
  void withoutPatternsEverythingPasses() {
    assertThat(new QueueFilter(List.of()).passes(message("a"))).isTrue();
  }

  @Test
  void whatIsNoPatternIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueueFilter(List.of("{\"body\":\"a\"}")));
  }

  private static ObjectNode message(String body) {
    return Json.object().put("eventSource", "aws:sqs").put("body", body);
  }
}
