package dev.freshet.operations.cli;

import dev.freshet.operations.OperationFailedException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time in a command: a date and time with an offset, or an age. */
final class PastTime {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

  private PastTime() {}

  /**
   * Parses a time.
   *
   * @throws OperationFailedException naming the allowed forms
   */
  static Instant parse(String text, Instant now) throws OperationFailedException {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw new OperationFailedException(
          "'" + text + "' is not a time: write 2026-01-31T12:00:00Z, or 15m for 15 minutes ago");
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
