package dev.freshet.domain;

/**
 * The id of an order, an activity or a notification: 26 characters of Crockford's base 32, which
 * sort by the time at which they were made. See <a href="https://github.com/ulid/spec">the ULID
 * specification</a>.
 */
public record Ulid(String value) implements Comparable<Ulid> {
  private static final Shape SHAPE = new Shape("ulid", "[0-7][0-9A-HJKMNP-TV-Z]{25}");

  public Ulid {
    SHAPE.check(value);
  }

  @Override
  public int compareTo(Ulid other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
