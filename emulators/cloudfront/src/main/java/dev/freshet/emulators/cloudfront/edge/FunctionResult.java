package dev.freshet.emulators.cloudfront.edge;

import static dev.freshet.emulators.cloudfront.edge.FunctionFields.property;
import static dev.freshet.emulators.cloudfront.edge.FunctionFields.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** Reads what a viewer-response function returned, and holds it against the rules. */
final class FunctionResult {

  /** The function returned what CloudFront would not accept. */
  static final class InvalidException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidException(String message) {
      super(message);
    }
  }

  private final EdgeResponse before;
  private final Scriptable response;

  FunctionResult(EdgeResponse before, Object returned) {
    this.before = before;
    if (!(returned instanceof Scriptable scriptable)) {
      throw new InvalidException("the function returned no response object");
    }
    this.response = scriptable;
  }

  EdgeResponse answer() {
    List<EdgeHeaders.Header> headers =
        FunctionFields.headers(before.headers(), property(response, "headers"));
    headers.addAll(setCookies());
    EdgeResponse answer = new EdgeResponse(status(), new EdgeHeaders(headers), before.body());
    Object body = property(response, "body");
    return body == null ? answer : withBody(answer, body);
  }

  private int status() {
    Object status = property(response, "statusCode");
    if (!(status instanceof Number number) || number.intValue() < 200 || number.intValue() > 599) {
      throw new InvalidException("statusCode must be a number from 200 to 599");
    }
    return number.intValue();
  }

  private List<EdgeHeaders.Header> setCookies() {
    List<EdgeHeaders.Header> lines = new ArrayList<>();
    if (property(response, "cookies") instanceof Scriptable cookies) {
      for (Object id : ScriptableObject.getPropertyIds(cookies)) {
        if (property(cookies, id.toString()) instanceof Scriptable cookie) {
          Object attributes = property(cookie, "attributes");
          String line = id + "=" + text(property(cookie, "value"));
          lines.add(
              new EdgeHeaders.Header(
                  "Set-Cookie", attributes == null ? line : line + "; " + text(attributes)));
        }
      }
    }
    return lines;
  }

  private static EdgeResponse withBody(EdgeResponse answer, Object body) {
    byte[] bytes =
        body instanceof Scriptable object
            ? decoded(text(property(object, "encoding")), text(property(object, "data")))
            : text(body).getBytes(StandardCharsets.UTF_8);
    return new EdgeResponse(
        answer.status(),
        answer.headers().with("Content-Length", String.valueOf(bytes.length)),
        ContentBody.of(bytes));
  }

  private static byte[] decoded(String encoding, String data) {
    if ("text".equals(encoding)) {
      return data.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(data);
    } catch (IllegalArgumentException broken) {
      throw new InvalidException("the body is not valid base64");
    }
  }
}
