package dev.freshet.operations.verify;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that the design takes for granted, and what was measured.
 *
 * @param change the parameter to change where it does not hold
 */
public record Fact(Verdict verdict, String assumed, String measured, String change) {

  /** Whether it is as assumed. */
  public enum Verdict {
    HOLDS,
    WRONG,
    NOT_MEASURED
  }

  static Fact of(boolean holds, String assumed, String measured, String change) {
    return new Fact(holds ? Verdict.HOLDS : Verdict.WRONG, assumed, measured, change);
  }

  static Fact notMeasured(String assumed, String reason) {
    return new Fact(Verdict.NOT_MEASURED, assumed, reason, "");
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  /** For the screen, with a line of its own for what to change. */
  public String text() {
    String verdictText =
        switch (verdict) {
          case HOLDS -> "holds";
          case WRONG -> "WRONG";
          case NOT_MEASURED -> "not measured";
        };
    String line = String.format(Locale.ROOT, "%-13s %s: %s%n", verdictText, assumed, measured);
    return verdict == Verdict.WRONG
        ? line + String.format(Locale.ROOT, "%-13s change %s%n", "", change)
        : line;
  }
}
