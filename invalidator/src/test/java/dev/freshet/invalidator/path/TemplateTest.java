package dev.freshet.invalidator.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.invalidator.TemplateYaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS is told about the path: no local test would notice if it were otherwise. */
class TemplateTest {

  @ParameterizedTest
  @ValueSource(strings = {"EvictionDispatcher", "EdgeInvalidator"})
  void noBatchWaitsForAWindowThatMayLastTwentySeconds(String function) {
    Map<?, ?> properties =
        TemplateYaml.at("Resources", function, "Properties", "Events", "Queue", "Properties");

    assertThat(properties.containsKey("MaximumBatchingWindowInSeconds")).isFalse();
    assertThat(TemplateYaml.number(properties, "BatchSize")).isLessThanOrEqualTo(10);
    assertThat(properties.get("FunctionResponseTypes"))
        .isEqualTo(List.of("ReportBatchItemFailures"));
  }

  @ParameterizedTest
  @CsvSource({
    "ChangeQueue, EvictionDispatcher, ChangeDlq",
    "PurgeQueue, EdgeInvalidator, PurgeDlq"
  })
  void aQueueKeepsWhatFailsForAsLongAsSqsAllows(String queue, String function, String letters) {
    Map<?, ?> properties = TemplateYaml.at("Resources", queue, "Properties");
    Map<?, ?> redrive = TemplateYaml.at("Resources", queue, "Properties", "RedrivePolicy");

    assertThat(TemplateYaml.number(redrive, "maxReceiveCount")).isEqualTo(1_000);
    assertThat(redrive.get("deadLetterTargetArn")).isEqualTo("!GetAtt " + letters + ".Arn");
    assertThat(TemplateYaml.number(properties, "MessageRetentionPeriod"))
        .isEqualTo(Math.toIntExact(Duration.ofDays(14).toSeconds()));
    assertThat(TemplateYaml.number(properties, "VisibilityTimeout"))
        .isGreaterThanOrEqualTo(6 * timeout(function));
    assertThat(TemplateYaml.at("Resources", letters, "Properties").get("MessageRetentionPeriod"))
        .isEqualTo(properties.get("MessageRetentionPeriod"));
  }

  private static int timeout(String function) {
    return TemplateYaml.number(TemplateYaml.at("Resources", function, "Properties"), "Timeout");
  }

  @Test
  void changesReachTheQueueFromTheirRuleAndFromNoOther() {
    Map<?, ?> rule = TemplateYaml.at("Resources", "UserDataChangedRule", "Properties");
    assertThat(TemplateYaml.value(rule, "Targets").toString())
        .contains("Arn=!GetAtt ChangeQueue.Arn", "DeadLetterConfig={Arn=!GetAtt ChangeDlq.Arn}");

    Map<?, ?> policy =
        TemplateYaml.at("Resources", "ChangeQueuesPolicy", "Properties", "PolicyDocument");
    assertThat(TemplateYaml.value(policy, "Statement").toString())
        .contains("Principal={Service=events.amazonaws.com}")
        .contains("ArnEquals={aws:SourceArn=!GetAtt UserDataChangedRule.Arn}");
  }

  @Test
  void theDispatcherMayDoWhatItDoesAndNoMore() {
    assertThat(grants("EvictionDispatcher"))
        .containsExactly(
            "lambda:InvokeFunction on !Ref ViewEvictor.Alias",
            "[sqs:ChangeMessageVisibility, sqs:SendMessage] on !GetAtt ChangeQueue.Arn",
            "sqs:SendMessage on [!GetAtt PurgeQueue.Arn, !GetAtt ChangeDlq.Arn]",
            "events:PutEvents on !GetAtt EventBus.Arn");
    assertThat(properties("EvictionDispatcher").containsKey("VpcConfig")).isFalse();
  }

  @Test
  void theEvictorMayConnectToRedisAndCallNothingElse() {
    assertThat(properties("ViewEvictor").get("Policies")).hasToString("[!Ref ConnectRedis]");
    assertThat(properties("ViewEvictor").containsKey("VpcConfig")).isTrue();
    assertThat(properties("ViewEvictor").containsKey("EventInvokeConfig")).isFalse();
  }

  @Test
  void bothPortsOfElastiCacheServerlessAreOpen() {
    assertThat(
            TemplateYaml.value(properties("FunctionSecurityGroup"), "SecurityGroupEgress")
                .toString())
        .contains("FromPort=6379, ToPort=6380");
    assertThat(
            TemplateYaml.value(properties("RedisSecurityGroup"), "SecurityGroupIngress").toString())
        .contains("FromPort=6379, ToPort=6380");
  }

  @Test
  void theEdgeInvalidatorMayDoWhatItDoesAndNoMore() {
    assertThat(grants("EdgeInvalidator"))
        .satisfiesExactly(
            grant -> assertThat(grant).startsWith("cloudfront:CreateInvalidation on "),
            grant ->
                assertThat(grant)
                    .isEqualTo(
                        "[dynamodb:BatchGetItem, dynamodb:PutItem] on !GetAtt LeaseTable.Arn"),
            grant ->
                assertThat(grant)
                    .isEqualTo(
                        "[sqs:ChangeMessageVisibility, sqs:SendMessage] on !GetAtt PurgeQueue.Arn"),
            grant -> assertThat(grant).isEqualTo("sqs:SendMessage on !GetAtt PurgeDlq.Arn"),
            grant -> assertThat(grant).isEqualTo("events:PutEvents on !GetAtt EventBus.Arn"));
  }

  private static List<String> grants(String function) {
    List<String> grants = new ArrayList<>();
    for (Map<?, ?> policy : TemplateYaml.maps(properties(function), "Policies")) {
      for (Map<?, ?> allowed : TemplateYaml.maps(policy, "Statement")) {
        grants.add(allowed.get("Action") + " on " + allowed.get("Resource"));
      }
    }
    return grants;
  }

  @Test
  void concurrencyIsReservedOnDemandOnly() {
    assertThat(TemplateYaml.at("Parameters", "ReservedConcurrency").get("Default")).isEqualTo("0");
    assertThat(TemplateYaml.at("Parameters", "DispatcherConcurrency").get("Default"))
        .isEqualTo("2");
    for (String function : List.of("EvictionDispatcher", "ViewEvictor", "EdgeInvalidator")) {
      assertThat(properties(function).get("ReservedConcurrentExecutions"))
          .hasToString("[ReservesConcurrency, !Ref ReservedConcurrency, !Ref AWS::NoValue]");
    }
  }

  @Test
  void noPurgesAtAllAreABudgetToo() {
    assertThat(TemplateYaml.at("Parameters", "FreePurgesPerMonth").get("MinValue")).isEqualTo("0");
    assertThat(TemplateYaml.at("Parameters", "PaidPurgesPerMonth").get("MinValue")).isEqualTo("0");
  }

  @Test
  void everyEndOfThePathHasAnAlarm() {
    for (String queue : List.of("ChangeDlq", "PurgeDlq", "ChangeQueue", "PurgeQueue")) {
      assertThat(TemplateYaml.at("Resources").values())
          .anySatisfy(resource ->
              assertThat(resource.toString())
                  .contains("Type=AWS::CloudWatch::Alarm", "!GetAtt " + queue + ".QueueName"));
    }
    assertThat(TemplateYaml.at("Resources", "ChangesTooOld", "Properties").get("MetricName"))
        .isEqualTo("ChangeAge");
  }

  private static Map<?, ?> properties(String function) {
    return TemplateYaml.at("Resources", function, "Properties");
  }
}
