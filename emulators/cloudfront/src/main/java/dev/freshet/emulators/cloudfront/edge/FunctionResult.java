package dev.freshet.emulators.cloudfront.edge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

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
        new ArrayList<>(before.headers().where(each -> hidden(each.lowerCaseName())).entries());
    headers.addAll(shown());
    headers.addAll(setCookies());
    EdgeResponse answer = new EdgeResponse(status(), new EdgeHeaders(headers), before.body());
    Object body = property(response, "body");
    return body == null ? answer : withBody(answer, body);
  }

  private static boolean hidden(String lowerCaseName) {
    return FunctionHeaders.disallowed(lowerCaseName);
  }

  private int status() {
    Object status = property(response, "statusCode");
    if (!(status instanceof Number number) || number.intValue() < 200 || number.intValue() > 599) {
      throw new InvalidException("statusCode must be a number from 200 to 599");
    }
    return number.intValue();
  }

  private List<EdgeHeaders.Header> shown() {
    Map<String, List<String>> seen = FunctionHeaders.exposed(before.headers());
    List<EdgeHeaders.Header> headers = new ArrayList<>();
    if (property(response, "headers") instanceof Scriptable fields) {
      for (Object id : ScriptableObject.getPropertyIds(fields)) {
        String name = id.toString();
        List<String> original = seen.getOrDefault(name, List.of());
        List<String> values = values(name, property(fields, name), original);
        check(name, values, original);
        values.forEach(
            value -> headers.add(new EdgeHeaders.Header(FunctionHeaders.spelled(name), value)));
      }
    }
    return headers;
  }

  private static void check(String name, List<String> values, List<String> original) {
    if (!name.matches("[a-z0-9!#$%&'*+.^_`|~-]+")) {
      throw new InvalidException("header names must be in lower case: " + name);
    }
    if (FunctionHeaders.disallowed(name)) {
      throw new InvalidException("functions must not add " + name);
    }
    if (FunctionHeaders.readOnly(name) && !values.equals(original)) {
      throw new InvalidException("functions must not change " + name);
    }
  }

  /** A change of {@code multiValue} counts; otherwise a change of {@code value} does. */
  private static List<String> values(String name, @Nullable Object field, List<String> original) {
    if (!(field instanceof Scriptable object)) {
      throw new InvalidException("header " + name + " must be an object with a value");
    }
    String value = text(property(object, "value"));
    List<String> many = multiValue(object);
    if (many.isEmpty()) {
      return List.of(value);
    }
    if (many.equals(original) && !value.equals(original.getFirst())) {
      List<String> changed = new ArrayList<>(original);
      changed.set(0, value);
      return changed;
    }
    return many;
  }

  private static List<String> multiValue(Scriptable field) {
    List<String> values = new ArrayList<>();
    if (property(field, "multiValue") instanceof Scriptable array) {
      for (Object id : array.getIds()) {
        if (id instanceof Integer index
            && ScriptableObject.getProperty(array, index) instanceof Scriptable each) {
          values.add(text(property(each, "value")));
        }
      }
    }
    return values;
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

  private static String text(@Nullable Object value) {
    return value == null ? "" : Context.toString(value);
  }

  private static @Nullable Object property(Scriptable object, String name) {
    Object value = ScriptableObject.getProperty(object, name);
    return value.equals(Scriptable.NOT_FOUND) || Undefined.isUndefined(value) ? null : value;
  }
}
