package dev.freshet.bench.latency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The dashboard as usually written: verifies the token, then reads statistics, latest activities
 * and unread notifications one after another, eventually consistent and without a cache. It reads
 * the same items as Freshet's handler.
 */
final class SeedDashboard {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();
  private static final int NEWEST = 10;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final SecretKeySpec key;

  SeedDashboard(DynamoDbClient dynamoDb, String table, byte[] secret) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /** The body for the owner of the token. */
  String handle(String token) throws IOException, GeneralSecurityException {
    JsonNode user = verified(token);
    AttributeValue owner = AttributeValue.fromS("USER#" + user.path("sub").asText());
    Map<String, AttributeValue> stats =
        dynamoDb
            .getItem(get ->
                get.tableName(table).key(Map.of("pk", owner, "sk", AttributeValue.fromS("STATS"))))
            .item();
    QueryResponse activity = newest(owner, "PRIOR#");
    QueryResponse notifications = newest(owner, "NOTIFICATION#UNREAD#");
    Map<String, Object> dashboard = new LinkedHashMap<>();
    dashboard.put("userId", user.path("sub").asText());
    dashboard.put("username", user.path("name").asText());
    dashboard.put("stats", plain(stats));
    dashboard.put("recentActivity", plain(activity.items()));
    dashboard.put("notifications", plain(notifications.items()));
    return JSON.writeValueAsString(dashboard);
  }

  private QueryResponse newest(AttributeValue owner, String prefix) {
    return dynamoDb.query(query ->
        query
            .tableName(table)
            .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
            .expressionAttributeValues(Map.of(":pk", owner, ":sk", AttributeValue.fromS(prefix)))
            .scanIndexForward(false)
            .limit(NEWEST));
  }

  private JsonNode verified(String token) throws IOException, GeneralSecurityException {
    String[] parts = token.split("\\.", -1);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(key);
    byte[] expected = mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    if (!MessageDigest.isEqual(expected, BASE64.decode(parts[2]))) {
      throw new IllegalArgumentException("the token's signature is wrong");
    }
    return JSON.readTree(BASE64.decode(parts[1]));
  }

  private static List<Map<String, Object>> plain(List<Map<String, AttributeValue>> items) {
    return items.stream().map(SeedDashboard::plain).toList();
  }

  private static Map<String, Object> plain(Map<String, AttributeValue> item) {
    Map<String, Object> plain = new HashMap<>();
    item.forEach(
        (name, value) -> plain.put(name, value.n() == null ? value.s() : Long.valueOf(value.n())));
    return plain;
  }
}
