package dev.freshet.domain;

import java.util.Arrays;

/** Whose data a view shows, and so what is evicted and purged together: a user or a product. */
public record Owner(Kind kind, String id) implements Comparable<Owner> {

  /** What owns views. */
  public enum Kind {
    USER("u"),
    PRODUCT("p");

    private final String letter;

    Kind(String letter) {
      this.letter = letter;
    }

    /** What the texts of such owners start with. */
    String prefix() {
      return letter + SEPARATOR;
    }
  }

  private static final String SEPARATOR = "-";

  public Owner {
    switch (kind) {
      case USER -> new UserId(id);
      case PRODUCT -> new ProductId(id);
    }
  }

  public static Owner of(UserId user) {
    return new Owner(Kind.USER, user.value());
  }

  public static Owner of(ProductId product) {
    return new Owner(Kind.PRODUCT, product.value());
  }

  /**
   * The reverse of {@link #text()}.
   *
   * @throws IllegalArgumentException if the text has no known kind or no valid id
   */
  public static Owner parse(String text) {
    return Arrays.stream(Kind.values())
        .filter(kind -> text.startsWith(kind.prefix()))
        .map(kind -> new Owner(kind, text.substring(kind.prefix().length())))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("owner must start with u- or p-"));
  }

  /** One word for keys, tags and events, such as {@code u-alice}. */
  public String text() {
    return kind.prefix() + id;
  }

  @Override
  public int compareTo(Owner other) {
    return text().compareTo(other.text());
  }

  @Override
  public String toString() {
    return text();
  }
}
