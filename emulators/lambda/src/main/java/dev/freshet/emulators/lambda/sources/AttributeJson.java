package dev.freshet.emulators.lambda.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Json;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items and attribute values in DynamoDB's own JSON, as functions get them. */
final class AttributeJson {
  private AttributeJson() {}

  static ObjectNode of(Map<String, AttributeValue> attributes) {
    ObjectNode json = Json.object();
    new TreeMap<>(attributes).forEach((name, value) -> json.set(name, of(value)));
    return json;
  }

  private static JsonNode of(AttributeValue value) {
    ObjectNode json = Json.object();
    switch (value.type()) {
      case S -> json.put("S", value.s());
      case N -> json.put("N", value.n());
      case B -> json.put("B", base64(value.b()));
      case BOOL -> json.put("BOOL", value.bool());
      case NUL -> json.put("NULL", true);
      case M -> json.set("M", of(value.m()));
      case L -> putList(json.putArray("L"), value);
      case SS -> value.ss().forEach(json.putArray("SS")::add);
      case NS -> value.ns().forEach(json.putArray("NS")::add);
      case BS -> value.bs().forEach(bytes -> json.withArray("BS").add(base64(bytes)));
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("an attribute of a type unknown to the SDK");
    }
    return json;
  }

  private static void putList(ArrayNode array, AttributeValue list) {
    list.l().forEach(element -> array.add(of(element)));
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }
}
