package dev.freshet.invalidator.governor;

import dev.freshet.domain.CacheTag;
import dev.freshet.invalidator.Digest;
import java.util.List;
import java.util.stream.Stream;

/**
 * One call to CloudFront.
 *
 * @param items never empty, in the order of their tags' owners, at most {@link InProgress#MOST}
 */
public record Invalidation(List<Item> items) {

  /** A tag to purge, and which evictions want that. */
  public record Item(CacheTag tag, List<EvictionNotice> notices) {}

  /**
   * By what CloudFront recognises a retry, and does and charges nothing again. Made of the messages
   * and of the tags, as CloudFront refuses a known reference with other items, and a tag may have
   * died of itself since the first try.
   */
  public String callerReference() {
    Stream<String> causes = notices().map(EvictionNotice::cause).sorted();
    return "freshet-" + Digest.of(Stream.concat(causes, tags()).toList());
  }

  /** As CloudFront takes them. */
  public List<String> paths() {
    return items.stream().map(item -> item.tag().invalidationItem()).toList();
  }

  /** The notices that want any of the items, each once. */
  public Stream<EvictionNotice> notices() {
    return items.stream().flatMap(item -> item.notices().stream()).distinct();
  }

  private Stream<String> tags() {
    return items.stream().map(item -> item.tag().value());
  }
}
