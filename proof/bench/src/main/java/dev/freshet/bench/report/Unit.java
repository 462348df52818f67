package dev.freshet.bench.report;

import java.util.Locale;

/**
 * The format of a kind of number.
 *
 * @param before the number, such as {@code $}
 * @param after the number, such as {@code ms}
 */
public record Unit(String before, int decimals, String after) {
  public static final Unit COUNT = new Unit("", 0, "");
  public static final Unit PERCENT = new Unit("", 1, " %");
  public static final Unit SECONDS = new Unit("", 1, " s");
  public static final Unit MILLIS = new Unit("", 2, " ms");
  public static final Unit MICROS = new Unit("", 1, " µs");
  public static final Unit DOLLARS = new Unit("$", 2, "");
  public static final Unit TIMES = new Unit("", 2, " ×");
  public static final Unit PER_SECOND = new Unit("", 0, "/s");
  public static final Unit BYTES = new Unit("", 0, " B");
  public static final Unit MEGABYTES = new Unit("", 0, " MB");

  /** The number with its unit, or a dash if it is unknown. */
  public String text(double value) {
    return Double.isNaN(value) ? "–" : before + number(value) + after;
  }

  /** The number alone. */
  String number(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** The unit alone, for the head of a column. */
  String name() {
    return (before + after).strip();
  }
}
