package dev.freshet.invalidator.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.lambda.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Lambda with read functions, whose cache and table tests set. */
final class FakeFunctions implements LambdaClient {
  private final Map<String, Answer> cached = new LinkedHashMap<>();
  private final Map<String, Answer> table = new LinkedHashMap<>();
  private final List<JsonNode> reads = new ArrayList<>();
  private String error = "";
  private int status = 200;

  private record Answer(String etag, Instant loadedAt) {}

  void cache(String function, String etag, Instant loadedAt) {
    cached.put(function, new Answer(etag, loadedAt));
  }

  void table(String function, String etag, Instant now) {
    table.put(function, new Answer(etag, now));
  }

  void failReads(String functionError) {
    error = functionError;
  }

  void answerReadsWith(int problem) {
    status = problem;
  }

  List<JsonNode> reads() {
    return reads;
  }

  @Override
  public InvokeResponse invoke(InvokeRequest request) {
    JsonNode payload = Json.read(request.payload().asUtf8String(), JsonNode.class);
    reads.add(payload);
    if (!error.isEmpty()) {
      return InvokeResponse.builder().statusCode(200).functionError(error).build();
    }
    return InvokeResponse.builder()
        .statusCode(200)
        .payload(SdkBytes.fromUtf8String(Json.write(answer(request.functionName(), payload))))
        .build();
  }

  private Map<String, Object> answer(String function, JsonNode request) {
    boolean fresh = request.path("queryStringParameters").has("fresh");
    Answer hit = fresh ? null : cached.get(function);
    Answer given = hit == null ? table.get(function) : hit;
    if (status != 200 || given == null) {
      return Map.of("statusCode", given == null ? 404 : status, "headers", Map.of());
    }
    return Map.of(
        "statusCode",
        200,
        "headers",
        Map.of(
            "ETag", given.etag(),
            "X-View-Source", hit == null ? "table" : "cache",
            "X-Loaded-At", Long.toString(given.loadedAt().toEpochMilli())));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
