package dev.freshet.bench.report;

/**
 * A goal and its measurement.
 *
 * @param target as text, with its unit
 * @param measured as text, in the same unit
 */
public record Goal(String name, String target, String measured, boolean met) {

  public static Goal atLeast(String name, double target, double measured, Unit unit) {
    return new Goal(name, "≥ " + unit.text(target), unit.text(measured), measured >= target);
  }

  public static Goal atMost(String name, double target, double measured, Unit unit) {
    return new Goal(name, "≤ " + unit.text(target), unit.text(measured), measured <= target);
  }
}
