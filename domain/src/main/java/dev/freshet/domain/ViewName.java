package dev.freshet.domain;

/** The name of a view, as it stands in the catalogue, in Redis keys and in cache tags. */
public record ViewName(String value) implements Comparable<ViewName> {
  private static final Shape SHAPE = new Shape("view", "[a-z][a-z0-9-]{0,31}");

  public ViewName {
    SHAPE.check(value);
  }

  @Override
  public int compareTo(ViewName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
