package dev.freshet.invalidator.edge;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Event;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.invalidator.Digest;
import dev.freshet.viewcache.purge.PurgeStep;
import java.util.List;
import java.util.stream.Stream;

/**
 * One call to CloudFront.
 *
 * @param tags what is purged, sorted
 * @param causes the evictions that ask for it
 */
record Invalidation(List<CacheTag> tags, List<Event<ViewsEvicted>> causes) {

  /**
   * @param events of all notices that were decided on
   */
  static Invalidation of(PurgeStep.Purge purge, List<Event<ViewsEvicted>> events) {
    List<Event<ViewsEvicted>> causes =
        purge.purges().stream()
            .flatMap(owner -> owner.notices().stream())
            .distinct()
            .sorted()
            .map(events::get)
            .toList();
    return new Invalidation(purge.tags().stream().distinct().sorted().toList(), causes);
  }

  /**
   * By what CloudFront recognises a repeated call, and does and charges nothing again. Made of the
   * evictions, each with its time: a later eviction of the same views must purge again. Made of the
   * tags as well, as CloudFront refuses a known reference with other items. See <a
   * href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_InvalidationBatch.html">CallerReference</a>.
   */
  String callerReference() {
    return "freshet-"
        + Digest.of(
            Stream.concat(
                    causes.stream().map(Invalidation::name).sorted(),
                    tags.stream().map(CacheTag::value))
                .toList());
  }

  private static String name(Event<ViewsEvicted> cause) {
    return cause.metadata().idempotencyKey()
        + "@"
        + cause.data().evictedAt().toEpochMilli()
        + "@"
        + cause.data().owner().text();
  }

  List<String> items() {
    return tags.stream().map(CacheTag::invalidationItem).toList();
  }
}
