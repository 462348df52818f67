package dev.freshet.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A tag on an object at the edge, by which it is purged. CloudFront compares tags without regard to
 * case, so ids that differ by case only are purged together, which costs a miss and no freshness.
 *
 * <p>A tag has at most 256 visible ASCII characters and no comma (see <a
 * href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-tags.html">
 * what to know when invalidating tags</a>), and a dot separates an owner from a view. Ids that are
 * longer, or have other characters, are named by a digest.
 */
public record CacheTag(String value) implements Comparable<CacheTag> {
  private static final Shape SHAPE = new Shape("tag", "[A-Za-z0-9._-]{1,128}");

  /** Ids that stand in a tag as they are. None starts with what marks a digest. */
  private static final Shape PLAIN = new Shape("id", "[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private static final String DIGEST = "_";

  /** 160 bits: two ids do not meet, and if they did, they would be purged together. */
  private static final int DIGEST_BYTES = 20;

  public CacheTag {
    SHAPE.check(value);
  }

  /** On everything this owner has at the edge. */
  public static CacheTag of(Owner owner) {
    return new CacheTag(owner.kind().prefix() + id(owner));
  }

  /** On every page of one view of this owner, for all tokens. */
  public static CacheTag of(Owner owner, ViewName view) {
    return new CacheTag(of(owner) + "." + view.value());
  }

  /** On every page that shows this owner's card, also on other users' pages. */
  public static CacheTag ofCard(Owner owner) {
    return new CacheTag("c-" + id(owner));
  }

  private static String id(Owner owner) {
    return PLAIN.fits(owner.id()) ? owner.id() : DIGEST + digest(owner.id());
  }

  private static String digest(String id) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
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
