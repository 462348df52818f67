package dev.freshet.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.cloudwatch.AlarmSpecs;
import dev.freshet.emulators.lambda.functions.FunctionSpecs;
import dev.freshet.emulators.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/deployment.md says of the costs of an idle trial, by the template's defaults. */
class IdleCostTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "deployment.md");
  private static final Pattern AMOUNT = Pattern.compile("\\| \\$(\\d+\\.\\d\\d) \\|");

  private static final Template TEMPLATE =
      Template.read(Path.of("..", "template.yaml"), Map.of(), new NamedByLogicalId());

  @Test
  void theDocumentCountsWhatTheTemplateHas() throws IOException {
    long metrics =
        AlarmSpecs.read(TEMPLATE).stream()
            .mapToLong(alarm -> AlarmSpecs.metrics(alarm).size())
            .sum();
    int queues = FunctionSpecs.events(TEMPLATE, "SQS").size();
    int secrets = TEMPLATE.ofType("AWS::SecretsManager::Secret").size();

    assertThat(section())
        .contains(
            "<!-- alarm metrics -->" + metrics + " metrics in alarms",
            "<!-- polled queues -->" + queues + " queues",
            "<!-- secrets -->" + secrets + " secrets");
    assertThat(section())
        .as("at the prices of CloudWatch, SQS and Secrets Manager")
        .contains(
            "| $%.2f | [CloudWatch]".formatted((metrics - 10) * 0.10),
            "| $%.2f | [SQS]".formatted((queues * 5 * 3 * 60 * 730 - 1_000_000) * 0.40 / 1_000_000),
            "| $%.2f | [Secrets Manager]".formatted(secrets * 0.40));
  }

  @Test
  void aTrialCostsLessThanTenDollarsIdle() throws IOException {
    double sum =
        AMOUNT
            .matcher(section())
            .results()
            .mapToDouble((MatchResult amount) -> Double.parseDouble(amount.group(1)))
            .sum();

    assertThat(sum).isBetween(5.0, 10.0);
    assertThat(section()).contains("| **together** | **$%.2f** |".formatted(sum));
  }

  private static String section() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf("## What a trial costs idle");
    return document.substring(begin, document.indexOf("With a Redis of your own", begin));
  }
}
