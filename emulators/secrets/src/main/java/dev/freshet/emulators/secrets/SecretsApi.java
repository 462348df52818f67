package dev.freshet.emulators.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.secrets.SecretStore.StoredSecret;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.UUID;

/**
 * {@code GetSecretValue} of Secrets Manager and {@code GetParameter} of Systems Manager over HTTP,
 * for the SDK's clients of both: a POST to the root whose operation is named by {@code
 * X-Amz-Target}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html">GetParameter</a>
 */
public final class SecretsApi implements HttpService {
  private static final HeaderName TARGET = HeaderNames.create("X-Amz-Target");
  private static final HeaderName REQUEST_ID = HeaderNames.create("x-amzn-RequestId");
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  private final SecretStore store;

  public SecretsApi(SecretStore store) {
    this.store = store;
  }

  private record Answer(int status, ObjectNode body) {}

  @Override
  public void routing(HttpRules rules) {
    rules.post("/", this::operation);
  }

  private void operation(ServerRequest request, ServerResponse response) {
    Answer answer =
        store.isUnavailable()
            ? error(500, "InternalServiceError", "An error occurred on the server side.")
            : answer(
                request.headers().first(TARGET).orElse(""),
                Json.parseOrText(
                    request.content().hasEntity() ? request.content().as(String.class) : ""));
    response
        .status(answer.status())
        .header(REQUEST_ID, UUID.randomUUID().toString())
        .header(HeaderNames.CONTENT_TYPE, CONTENT_TYPE)
        .send(answer.body().toString());
  }

  private Answer answer(String target, JsonNode request) {
    return switch (target) {
      case "secretsmanager.GetSecretValue" -> secret(request.path("SecretId").asText());
      case "AmazonSSM.GetParameter" -> parameter(request.path("Name").asText());
      default -> error(400, "UnknownOperationException", "Unknown operation: " + target);
    };
  }

  private Answer secret(String id) {
    return store
        .secret(id)
        .map(secret -> new Answer(200, json(secret)))
        .orElseGet(() ->
            error(
                400,
                "ResourceNotFoundException",
                "Secrets Manager can't find the specified secret."));
  }

  private static ObjectNode json(StoredSecret secret) {
    ObjectNode json =
        Json.object()
            .put("ARN", secret.arn())
            .put("Name", secret.name())
            .put("SecretString", secret.value())
            .put("VersionId", new UUID(0, secret.version()).toString());
    json.putArray("VersionStages").add("AWSCURRENT");
    return json;
  }

  private Answer parameter(String name) {
    return store
        .parameter(name)
        .map(value -> {
          ObjectNode json = Json.object();
          json.putObject("Parameter").put("Name", name).put("Type", "String").put("Value", value);
          return new Answer(200, json);
        })
        .orElseGet(() -> error(400, "ParameterNotFound", name));
  }

  private static Answer error(int status, String type, String message) {
    return new Answer(status, Json.object().put("__type", type).put("message", message));
  }
}
