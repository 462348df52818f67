package dev.freshet.emulators.cloudfront.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/** Reads the fields of what a function returned, and holds them against the rules. */
final class FunctionFields {
  private static final Pattern LOWER_CASE_NAME = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+");

  private FunctionFields() {}

  /** The headers that a function leaves behind: the hidden ones of before, and its own. */
  static List<EdgeHeaders.Header> headers(EdgeHeaders before, @Nullable Object returned) {
    List<EdgeHeaders.Header> headers =
        new ArrayList<>(
            before.where(each -> FunctionHeaders.disallowed(each.lowerCaseName())).entries());
    Map<String, List<String>> seen = FunctionHeaders.exposed(before);
    if (returned instanceof Scriptable fields) {
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
    if (!LOWER_CASE_NAME.matcher(name).matches()) {
      throw new FunctionResult.InvalidException("header names must be in lower case: " + name);
    }
    if (FunctionHeaders.disallowed(name)) {
      throw new FunctionResult.InvalidException("functions must not add " + name);
    }
    if (FunctionHeaders.readOnly(name) && !values.equals(original)) {
      throw new FunctionResult.InvalidException("functions must not change " + name);
    }
  }

  /** A change of {@code multiValue} counts; otherwise a change of {@code value} does. */
  static List<String> values(String name, @Nullable Object field, List<String> original) {
    if (!(field instanceof Scriptable object)) {
      throw new FunctionResult.InvalidException(
          "header " + name + " must be an object with a value");
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

  static String text(@Nullable Object value) {
    return value == null ? "" : Context.toString(value);
  }

  static @Nullable Object property(Scriptable object, String name) {
    Object value = ScriptableObject.getProperty(object, name);
    return value.equals(Scriptable.NOT_FOUND) || Undefined.isUndefined(value) ? null : value;
  }
}
