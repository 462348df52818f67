package dev.freshet.domain;

/**
 * A tag on an object at the edge, by which it is purged. CloudFront compares tags without regard to
 * case, so ids that differ by case only are purged together, which costs a miss and no freshness.
 */
public record CacheTag(String value) implements Comparable<CacheTag> {
  private static final Shape SHAPE = new Shape("tag", "[A-Za-z0-9._-]{1,128}");

  public CacheTag {
    SHAPE.check(value);
  }

  /** On everything this owner has at the edge. */
  public static CacheTag of(Owner owner) {
    return new CacheTag(owner.text());
  }

  /** On every page of one view of this owner, under whatever token. */
  public static CacheTag of(Owner owner, ViewName view) {
    return new CacheTag(owner.text() + "." + view.value());
  }

  /** On every page, whoever's it is, that shows the card of this owner. */
  public static CacheTag ofCard(Owner owner) {
    return new CacheTag("c-" + owner.id());
  }

  /** How an invalidation names the tag: a {@code #} before it, where a path has its {@code /}. */
  public String invalidationItem() {
    return "#" + value;
  }

  @Override
  public int compareTo(CacheTag other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
