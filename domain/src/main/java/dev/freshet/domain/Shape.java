package dev.freshet.domain;

import java.util.regex.Pattern;

/** Checks a text against a pattern and says which value was wrong. Thread-safe. */
final class Shape {
  private final String name;
  private final Pattern pattern;

  Shape(String name, String pattern) {
    this.name = name;
    this.pattern = Pattern.compile(pattern);
  }

  /**
   * Returns {@code value} unchanged.
   *
   * @throws IllegalArgumentException naming the value's kind, never the value itself, which may be
   *     a secret pasted in the wrong place
   */
  String check(String value) {
    if (!fits(value)) {
      throw new IllegalArgumentException(name + " must match " + pattern);
    }
    return value;
  }

  boolean fits(String value) {
    return pattern.matcher(value).matches();
  }
}
