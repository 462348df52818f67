package dev.freshet.domain;

/**
 * A signed-in user: the {@code sub} claim of their token. At most 64 characters that need no
 * escaping in a table key, a Redis key or a cache tag.
 */
public record UserId(String value) {
  private static final Shape SHAPE = new Shape("userId", "[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  public UserId {
    SHAPE.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
