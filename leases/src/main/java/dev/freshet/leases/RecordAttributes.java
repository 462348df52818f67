package dev.freshet.leases;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The forms of values in attributes. Each {@code to…} throws {@link IllegalArgumentException},
 * {@link ArithmeticException} or {@link java.time.DateTimeException} for a malformed value; {@link
 * StoredItem} adds the item.
 */
final class RecordAttributes {
  private static final int NANO_DIGITS = 9;

  private RecordAttributes() {}

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  static long toLong(AttributeValue value) {
    return Long.parseLong(digits(value));
  }

  /**
   * A point in time in epoch seconds with all its decimal places, so that it is read as written.
   */
  static AttributeValue time(Instant time) {
    BigDecimal seconds =
        BigDecimal.valueOf(time.getEpochSecond())
            .add(BigDecimal.valueOf(time.getNano(), NANO_DIGITS));
    return AttributeValue.fromN(seconds.stripTrailingZeros().toPlainString());
  }

  static Instant toTime(AttributeValue value) {
    BigDecimal seconds = new BigDecimal(digits(value));
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    return Instant.ofEpochSecond(
        whole.longValueExact(),
        seconds.subtract(whole).movePointRight(NANO_DIGITS).longValueExact());
  }

  /** Counts by whole numbers. */
  static <K> AttributeValue counts(SortedMap<K, Long> counts) {
    Map<String, AttributeValue> values = new TreeMap<>();
    counts.forEach((key, count) -> values.put(key.toString(), number(count)));
    return AttributeValue.fromM(values);
  }

  static <K> SortedMap<K, Long> toCounts(AttributeValue value, Function<String, K> key) {
    require(value.hasM(), "M");
    SortedMap<K, Long> counts = new TreeMap<>();
    value.m().forEach((name, count) -> counts.put(key.apply(name), toLong(count)));
    return counts;
  }

  static String toText(AttributeValue value) {
    require(value.s() != null, "S");
    return value.s();
  }

  static boolean toBoolean(AttributeValue value) {
    require(value.bool() != null, "BOOL");
    return value.bool();
  }

  private static String digits(AttributeValue value) {
    require(value.n() != null, "N");
    return value.n();
  }

  static void require(boolean isOfType, String type) {
    if (!isOfType) {
      throw new IllegalArgumentException("must be of type " + type);
    }
  }
}
