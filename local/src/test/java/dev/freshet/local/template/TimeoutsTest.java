package dev.freshet.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of timeouts in {@code docs/operations.md} against the code and the template. */
class TimeoutsTest {
  private static final Map<String, String> CLASSES =
      Map.of(
          "ProductApi", "dev.freshet.gateway.product.ProductApi",
          "ProductProxy", "dev.freshet.gateway.product.ProductProxy",
          "SignUpTrigger", "dev.freshet.gateway.signup.SignUpTrigger",
          "ReadParts", "dev.freshet.readapi.ReadParts",
          "TableClient", "dev.freshet.writeapi.TableClient");

  private static final Pattern CONSTANT =
      Pattern.compile("\\| (\\d+) (s|ms) \\(`(\\w+)\\.([A-Z_]+)`\\)");

  private final Template template =
      Template.read(Path.of("..", "template.yaml"), Map.of(), new NamedByLogicalId());
  private final String table = table();

  private static String table() {
    try {
      String document = Files.readString(Path.of("..", "docs", "operations.md"));
      int begin = document.indexOf("## Timeouts and retries");
      return document.substring(begin, document.indexOf("\n## ", begin));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theTimesOfTheCodeAreThoseOfTheTable() throws ReflectiveOperationException {
    List<MatchResult> rows = CONSTANT.matcher(table).results().toList();

    assertThat(rows).hasSizeGreaterThanOrEqualTo(9);
    for (MatchResult row : rows) {
      long number = Long.parseLong(row.group(1));
      assertThat(constant(row.group(3), row.group(4)))
          .as(row.group())
          .isEqualTo(
              row.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number));
    }
  }

  private static Duration constant(String type, String name) throws ReflectiveOperationException {
    var field = Class.forName(CLASSES.getOrDefault(type, type)).getDeclaredField(name);
    field.setAccessible(true);
    return (Duration) field.get(null);
  }

  @Test
  void theTimesOfTheTemplateAreThoseOfTheTable() {
    assertThat(table)
        .contains("| Lambda | a function of the API | " + timeout("Dashboard"))
        .contains("| Lambda | SignIn | " + timeout("SignIn"))
        .contains("| Lambda | SignUpTrigger | " + timeout("SignUpTrigger"))
        .contains("| EvictionDispatcher | ViewEvictor | " + timeout("ViewEvictor"))
        .contains("| the stream | ChangePublisher | " + timeout("ChangePublisher"))
        .contains(
            "| read functions | the table of leases | "
                + template.parameters().get("LeaseTimeoutMs")
                + " ms");
  }

  @Test
  void theProxyIsDoneBeforeItsFunctionIsStopped() throws ReflectiveOperationException {
    long function = template.get("ProductProxy").properties().integer("Timeout");

    assertThat(constant("ProductApi", "DEADLINE")).isLessThan(Duration.ofSeconds(function));
    assertThat(constant("ProductApi", "ATTEMPT_TIMEOUT"))
        .isLessThan(constant("ProductApi", "DEADLINE"));
  }

  private String timeout(String function) {
    return template.get(function).properties().integer("Timeout") + " s";
  }
}
