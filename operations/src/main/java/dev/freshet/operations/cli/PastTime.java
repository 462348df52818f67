package dev.freshet.operations.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as an operator gives it: a date and time with an offset, or how long ago it was. */
final class PastTime {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

  private PastTime() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with one line that says what is wrong
   */
  static Instant parse(String text, Instant now) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a time: write 2026-01-31T12:00:00Z, or 15m for 15 minutes ago", e);
    }
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
