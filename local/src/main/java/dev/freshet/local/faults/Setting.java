package dev.freshet.local.faults;

import java.util.List;
import java.util.function.Predicate;

/**
 * A setting of a fault.
 *
 * @param byDefault the default value; empty: the setting is optional
 * @param expected the form of a valid value, for error messages
 */
public record Setting(String name, String byDefault, String expected, Predicate<String> valid) {

  static Setting rate(String byDefault) {
    return new Setting("rate", byDefault, "above 0 and at most 1", Setting::isRate);
  }

  static Setting duration(String name, String byDefault) {
    return new Setting(
        name, byDefault, "a time such as 250ms, 2s or 1m", text -> isDuration(text, false));
  }

  /** A duration that may be negative. */
  static Setting offset(String name, String byDefault) {
    return new Setting(
        name, byDefault, "a time such as 250ms, -250ms or 2s", text -> isDuration(text, true));
  }

  static Setting count(String name, int byDefault, int least, int most) {
    return new Setting(
        name,
        Integer.toString(byDefault),
        "a whole number from " + least + " to " + most,
        text -> isCount(text, least, most));
  }

  static Setting choice(String name, List<String> values) {
    return new Setting(
        name, values.getFirst(), "one of " + String.join(", ", values), values::contains);
  }

  private static boolean isRate(String text) {
    try {
      double rate = Double.parseDouble(text);
      return rate > 0 && rate <= 1;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isDuration(String text, boolean signed) {
    try {
      return Times.parse(text).isPositive() || signed;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isCount(String text, int least, int most) {
    try {
      int count = Integer.parseInt(text);
      return count >= least && count <= most;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
