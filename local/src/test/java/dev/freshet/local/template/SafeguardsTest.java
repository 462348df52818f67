package dev.freshet.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the template keeps data, and how data travels. */
class SafeguardsTest {
  private static final Path FILE = Path.of("..", "template.yaml");
  private static final String FUNCTION = "AWS::Serverless::Function";

  private final Template template = Template.read(FILE, Map.of(), new NamedByLogicalId());

  @Test
  void everyTableIsPaidByRequestEncryptedAndForgetsWhatHasExpired() {
    List<Resource> tables = template.ofType("AWS::DynamoDB::Table");

    assertThat(tables).hasSizeGreaterThanOrEqualTo(2);
    assertThat(tables)
        .extracting(Resource::properties)
        .allSatisfy(table -> {
          assertThat(table.text("BillingMode")).isEqualTo("PAY_PER_REQUEST");
          assertThat(table.get("SSESpecification").text("SSEType")).isEqualTo("KMS");
          assertThat(table.get("SSESpecification").bool("SSEEnabled", false)).isTrue();
          assertThat(table.get("TimeToLiveSpecification").bool("Enabled", false)).isTrue();
        });
  }

  @Test
  void theTableOutlivesItsStackAndCanBeRestoredToAnyTime() throws IOException {
    assertThat(Files.readString(FILE))
        .contains(
            """
              Table:
                Type: AWS::DynamoDB::Table
                DeletionPolicy: Retain
                UpdateReplacePolicy: Retain
            """);
    Node recovery = table().get("PointInTimeRecoverySpecification");
    assertThat(recovery.bool("PointInTimeRecoveryEnabled", false)).isTrue();
  }

  @Test
  void theIndexByAddressHoldsKeysOnly() {
    List<Node> indexes = table().get("GlobalSecondaryIndexes").list();

    assertThat(indexes).hasSize(1);
    assertThat(indexes.getFirst().text("IndexName")).isEqualTo("email-index");
    assertThat(indexes.getFirst().get("Projection").text("ProjectionType")).isEqualTo("KEYS_ONLY");
  }

  @Test
  void viewersAndOriginsSpeakHttpsOnly() {
    Node edge = template.get("Distribution").properties().get("DistributionConfig");

    assertThat(edge.get("DefaultCacheBehavior").text("ViewerProtocolPolicy"))
        .isEqualTo("https-only");
    assertThat(edge.get("CacheBehaviors").list())
        .extracting(behavior -> behavior.text("ViewerProtocolPolicy"))
        .isNotEmpty()
        .allMatch(policy -> policy.matches("https-only|redirect-to-https"));
    assertThat(edge.get("Origins").list())
        .flatExtracting(origin -> origin.find("CustomOriginConfig").stream().toList())
        .isNotEmpty()
        .allSatisfy(
            origin -> assertThat(origin.text("OriginProtocolPolicy")).isEqualTo("https-only"));
  }

  @Test
  void everyFunctionIsTracedAndHasItsMemoryAndTime() {
    assertThat(template.ofType(FUNCTION))
        .hasSizeGreaterThan(20)
        .extracting(Resource::properties)
        .allSatisfy(function -> {
          assertThat(function.text("Tracing")).isEqualTo("Active");
          assertThat(function.integer("MemorySize")).isGreaterThanOrEqualTo(512);
          assertThat(function.integer("Timeout")).isBetween(1, 900);
        });
  }

  @Test
  void theApiTakesABoundedNumberOfRequests() {
    assertThat(template.get("Api").properties().get("MethodSettings").list())
        .anySatisfy(settings -> {
          assertThat(settings.integer("ThrottlingRateLimit")).isPositive();
          assertThat(settings.integer("ThrottlingBurstLimit")).isPositive();
        });
  }

  private Node table() {
    return template.get("Table").properties();
  }
}
