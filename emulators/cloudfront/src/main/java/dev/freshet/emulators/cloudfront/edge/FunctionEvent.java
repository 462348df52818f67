package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.Distribution;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * Builds the event that a function is given.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html">CloudFront
 *     Functions event structure</a>
 */
final class FunctionEvent {
  private final Context context;
  private final Scriptable scope;

  FunctionEvent(Context context, Scriptable scope) {
    this.context = context;
    this.scope = scope;
  }

  Scriptable viewerRequest(ViewerRequest request, Distribution distribution, String requestId) {
    return event("viewer-request", request, distribution, requestId);
  }

  Scriptable viewerResponse(
      EdgeResponse answer, ViewerRequest request, Distribution distribution, String requestId) {
    Scriptable event = event("viewer-response", request, distribution, requestId);
    ScriptableObject.putProperty(event, "response", response(answer));
    return event;
  }

  private Scriptable event(
      String type, ViewerRequest request, Distribution distribution, String requestId) {
    return object(
        "version", "1.0",
        "context",
            object(
                "distributionDomainName",
                distribution.domainName(),
                "distributionId",
                distribution.id(),
                "eventType",
                type,
                "requestId",
                requestId),
        "viewer", object("ip", request.clientAddress()),
        "request", request(request));
  }

  private Scriptable request(ViewerRequest request) {
    return object(
        "method", request.method(),
        "uri", request.path(),
        "querystring", multi(parameters(request.query())),
        "headers", multi(FunctionHeaders.exposed(request.headers())),
        "cookies", multi(cookies(request.headers())));
  }

  private Scriptable response(EdgeResponse answer) {
    return object(
        "statusCode", answer.status(),
        "statusDescription", "",
        "headers", multi(FunctionHeaders.exposed(answer.headers())),
        "cookies", setCookies(answer.headers()));
  }

  private static Map<String, List<String>> parameters(String query) {
    return pairs(Arrays.stream(query.split("&")));
  }

  private static Map<String, List<String>> cookies(EdgeHeaders headers) {
    return pairs(
        headers.all("Cookie").stream()
            .flatMap(line -> Arrays.stream(line.split(";")))
            .map(String::strip));
  }

  private static Map<String, List<String>> pairs(Stream<String> texts) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    texts
        .filter(text -> !text.isEmpty())
        .map(text -> text.split("=", 2))
        .forEach(pair ->
            byName.merge(
                pair[0],
                List.of(pair.length == 2 ? pair[1] : ""),
                (one, other) -> Stream.concat(one.stream(), other.stream()).toList()));
    return byName;
  }

  private Scriptable setCookies(EdgeHeaders headers) {
    Scriptable cookies = context.newObject(scope);
    for (String line : headers.all("Set-Cookie")) {
      String[] parts = line.split(";", 2);
      String[] pair = parts[0].split("=", 2);
      Scriptable cookie = object("value", pair.length == 2 ? pair[1] : "");
      if (parts.length == 2) {
        ScriptableObject.putProperty(cookie, "attributes", parts[1].strip());
      }
      ScriptableObject.putProperty(cookies, pair[0], cookie);
    }
    return cookies;
  }

  private Scriptable multi(Map<String, List<String>> valuesByName) {
    Scriptable object = context.newObject(scope);
    valuesByName.forEach(
        (name, values) -> ScriptableObject.putProperty(object, name, field(values)));
    return object;
  }

  private Scriptable field(List<String> values) {
    Scriptable field = object("value", values.getFirst());
    if (values.size() > 1) {
      Object[] all = values.stream().map(value -> (Object) object("value", value)).toArray();
      ScriptableObject.putProperty(field, "multiValue", context.newArray(scope, all));
    }
    return field;
  }

  private Scriptable object(Object... namesAndValues) {
    Scriptable object = context.newObject(scope);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      ScriptableObject.putProperty(object, (String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}
