package dev.freshet.emulators.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleSpecsTest {
  private static final PhysicalValues ARNS =
      new PhysicalValues() {
        @Override
        public String ref(String logicalId, String type) {
          return logicalId;
        }

        @Override
        public String attribute(String logicalId, String type, String attribute) {
          return "arn:aws:sqs:us-east-1:000000000000:" + logicalId;
        }
      };

  private static final String RULE =
      """
      AWSTemplateFormatVersion: "2010-09-09"
      Resources:
        Changes: {Type: AWS::SQS::Queue}
        Undelivered: {Type: AWS::SQS::Queue}
        Rule:
          Type: AWS::Events::Rule
          Properties:
            EventPattern: {source: [freshet]}
            Targets:
              - Id: Changes
                Arn: !GetAtt Changes.Arn
                RetryPolicy: {MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 600}
                DeadLetterConfig: {Arn: !GetAtt Undelivered.Arn}
              - Id: Plain
                Arn: !GetAtt Changes.Arn
      """;

  @Test
  void aQueueAsTargetHasItsRetriesAndItsDeadLetterQueue(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("template.yaml"), RULE);

    List<TargetSpec> targets =
        RuleSpecs.read(Template.read(file, Map.of(), ARNS), ARNS).getFirst().targets();

    TargetSpec changes = targets.getFirst();
    assertThat(changes.arn().service()).isEqualTo("sqs");
    assertThat(changes.maximumRetryAttempts()).isEqualTo(3);
    assertThat(changes.maximumEventAge()).isEqualTo(Duration.ofMinutes(10));
    assertThat(changes.deadLetterQueue().orElseThrow().name()).endsWith("Undelivered");
    assertThat(targets.getLast().maximumRetryAttempts()).isEqualTo(185);
    assertThat(targets.getLast().deadLetterQueue()).isEmpty();
  }
}
