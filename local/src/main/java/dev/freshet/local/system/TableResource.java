package dev.freshet.local.system;

import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import dev.freshet.emulators.template.TemplateException;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;

/** The template's tables, made in DynamoDB Local as the template describes them. */
final class TableResource {
  private static final String TYPE = "AWS::DynamoDB::Table";

  private final DynamoDbClient client;

  TableResource(DynamoDbClient client) {
    this.client = client;
  }

  /** The table whose changes are streamed: the only one that holds users' data. */
  static Resource of(Template template) {
    List<Resource> streamed =
        template.ofType(TYPE).stream()
            .filter(table -> table.properties().find("StreamSpecification").isPresent())
            .toList();
    if (streamed.size() != 1) {
      throw new TemplateException("Resources", "expected one " + TYPE + " with a stream");
    }
    return streamed.getFirst();
  }

  /** Creates the template's tables, but for those that the data directory holds already. */
  void create(Template template, PhysicalNames names) {
    List<String> existing = client.listTables().tableNames();
    for (Resource table : template.ofType(TYPE)) {
      String name = names.name(table.logicalId());
      if (!existing.contains(name)) {
        create(name, table.properties());
      }
    }
  }

  private void create(String name, Node table) {
    client.createTable(request(name, table));
    table
        .find("TimeToLiveSpecification")
        .ifPresent(ttl ->
            client.updateTimeToLive(update ->
                update
                    .tableName(name)
                    .timeToLiveSpecification(spec ->
                        spec.attributeName(ttl.text("AttributeName"))
                            .enabled(ttl.bool("Enabled", true)))));
  }

  private static CreateTableRequest request(String name, Node table) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(keySchema(table))
            .attributeDefinitions(
                table.get("AttributeDefinitions").list().stream()
                    .map(TableResource::attribute)
                    .toList());
    table
        .find("GlobalSecondaryIndexes")
        .ifPresent(indexes ->
            request.globalSecondaryIndexes(
                indexes.list().stream().map(TableResource::index).toList()));
    table
        .find("StreamSpecification")
        .ifPresent(stream ->
            request.streamSpecification(
                StreamSpecification.builder()
                    .streamEnabled(true)
                    .streamViewType(stream.text("StreamViewType"))
                    .build()));
    return request.build();
  }

  private static List<KeySchemaElement> keySchema(Node node) {
    return node.get("KeySchema").list().stream()
        .map(key ->
            KeySchemaElement.builder()
                .attributeName(key.text("AttributeName"))
                .keyType(key.text("KeyType"))
                .build())
        .toList();
  }

  private static AttributeDefinition attribute(Node node) {
    return AttributeDefinition.builder()
        .attributeName(node.text("AttributeName"))
        .attributeType(node.text("AttributeType"))
        .build();
  }

  private static GlobalSecondaryIndex index(Node node) {
    Node projection = node.get("Projection");
    return GlobalSecondaryIndex.builder()
        .indexName(node.text("IndexName"))
        .keySchema(keySchema(node))
        .projection(
            Projection.builder()
                .projectionType(projection.text("ProjectionType"))
                .nonKeyAttributes(projection.find("NonKeyAttributes").map(Node::texts).orElse(null))
                .build())
        .build();
  }
}
