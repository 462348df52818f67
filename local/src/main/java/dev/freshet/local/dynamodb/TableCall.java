package dev.freshet.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request of a function to DynamoDB.
 *
 * @param operation such as {@code Query} or {@code TransactWriteItems}
 * @param body the request as DynamoDB's JSON protocol has it
 */
public record TableCall(String operation, JsonNode body) {

  /** Whether the call only reads. */
  public boolean reads() {
    return switch (operation) {
      case "GetItem", "BatchGetItem", "TransactGetItems", "Query", "Scan" -> true;
      default -> false;
    };
  }

  /** Whether this string value, such as a key, stands anywhere in the request. */
  public boolean mentions(String value) {
    return body.findValuesAsText("S").contains(value);
  }
}
