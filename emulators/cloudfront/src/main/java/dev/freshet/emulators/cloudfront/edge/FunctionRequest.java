package dev.freshet.emulators.cloudfront.edge;

import static dev.freshet.emulators.cloudfront.edge.FunctionFields.property;
import static dev.freshet.emulators.cloudfront.edge.FunctionFields.text;

import dev.freshet.emulators.cloudfront.edge.ViewerFunctions.Decision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** Reads what a viewer-request function returned: a request to go on with, or an answer. */
final class FunctionRequest {
  private static final EdgeResponse EMPTY =
      new EdgeResponse(200, EdgeHeaders.NONE, ContentBody.EMPTY);

  private FunctionRequest() {}

  static Decision decision(ViewerRequest before, Object returned) {
    if (!(returned instanceof Scriptable object)) {
      throw new FunctionResult.InvalidException("the function returned no object");
    }
    return property(object, "statusCode") == null
        ? new Decision.Forward(request(before, object))
        : new Decision.Answer(new FunctionResult(EMPTY, object).answer());
  }

  private static ViewerRequest request(ViewerRequest before, Scriptable changed) {
    String uri = text(property(changed, "uri"));
    if (!uri.startsWith("/") || uri.contains("?")) {
      throw new FunctionResult.InvalidException("uri must be a path, was " + uri);
    }
    List<EdgeHeaders.Header> headers =
        FunctionFields.headers(before.headers(), property(changed, "headers"));
    String cookies = String.join("; ", pairs(property(changed, "cookies")));
    if (!cookies.isEmpty()) {
      headers.add(new EdgeHeaders.Header("Cookie", cookies));
    }
    return new ViewerRequest(
        before.method(),
        uri,
        String.join("&", pairs(property(changed, "querystring"))),
        new EdgeHeaders(headers),
        before.body(),
        before.clientAddress());
  }

  private static List<String> pairs(@Nullable Object fields) {
    List<String> pairs = new ArrayList<>();
    if (fields instanceof Scriptable object) {
      for (Object id : ScriptableObject.getPropertyIds(object)) {
        String name = id.toString();
        FunctionFields.values(name, property(object, name), List.of())
            .forEach(value -> pairs.add(name + "=" + value));
      }
    }
    return pairs;
  }
}
