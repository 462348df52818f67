package dev.freshet.local.console;

import dev.freshet.domain.ViewCatalogue;
import dev.freshet.emulators.cloudfront.edge.EdgeCounters;
import dev.freshet.local.console.Tally.Percentiles;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures beside the timeline. {@code docs/console.md} describes the JSON that it becomes.
 *
 * @param now epoch milliseconds
 * @param edge null where it cannot be seen
 */
record Summary(
    long now,
    @Nullable Edge edge,
    List<ViewHits> views,
    Map<String, Percentiles> times,
    Percentiles staleness,
    Map<String, Long> audits,
    Map<String, Long> leases,
    Purges purges,
    List<Queues.Depth> queues,
    List<Breaker> breakers) {

  /** AWS's prices: the first 1,000 paths of a month cost nothing, and $0.005 each after that. */
  private static final long FREE_PURGES = 1_000;

  private static final double DOLLARS_PER_PURGE = 0.005;

  /** How long a failure shows. */
  private static final long RECENT_MILLIS = 30_000;

  record Edge(long hits, long refreshHits, long misses, long errors, long objects) {}

  /** Where a view's answers of the origin came from. */
  record ViewHits(String view, long redis, long table) {}

  /**
   * Purges since the start.
   *
   * @param issued by why
   * @param skipped by why not
   * @param committed of the month's budget, sent or reserved
   */
  record Purges(
      Map<String, Long> issued,
      Map<String, Long> skipped,
      long paidFor,
      double dollars,
      long committed,
      long budget) {}

  /** What stops asking something that does not answer: open if it failed in the last 30 s. */
  record Breaker(String name, boolean open) {}

  /** Of a system on this machine, whose edge and reads can be seen. */
  static Summary of(
      long now, EdgeCounters edge, Tally tally, Feed feed, List<Queues.Depth> queues) {
    return of(
        now,
        new Edge(edge.hits(), edge.refreshHits(), edge.misses(), edge.errors(), edge.objects()),
        Staleness.of(feed.reads(), feed.changes()),
        tally,
        queues);
  }

  /** Of a deployed stack, by its functions' metrics alone. */
  static Summary of(long now, Tally tally, List<Queues.Depth> queues) {
    return of(now, null, Percentiles.of(new double[0]), tally, queues);
  }

  private static Summary of(
      long now,
      @Nullable Edge edge,
      Percentiles staleness,
      Tally tally,
      List<Queues.Depth> queues) {
    long items = tally.sum("PurgesPaid");
    return new Summary(
        now,
        edge,
        ViewCatalogue.FRESHET.views().stream()
            .map(view -> view.name().value())
            .map(view ->
                new ViewHits(view, tally.sum("CacheHit", view), tally.sum("CacheMiss", view)))
            .toList(),
        Map.of(
            "evicted", tally.percentiles("CommitToEvicted"),
            "pushed", tally.percentiles("CommitToPushed"),
            "purged", tally.percentiles("CommitToPurge")),
        staleness,
        tally.sums("StaleAfter"),
        tally.sums("Lease"),
        new Purges(
            tally.sums("Purge").entrySet().stream()
                .filter(each -> !each.getKey().startsWith("s"))
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
            tally.sums("Skip"),
            items,
            Math.max(0, items - FREE_PURGES) * DOLLARS_PER_PURGE,
            tally.last("PurgesCommitted"),
            tally.last("PurgesBudget")),
        queues,
        List.of(
            breaker("Redis for reads", "CacheUnavailable", tally, now),
            breaker("Redis for evictions", "EvictionsFailed", tally, now),
            breaker("Table of leases", "LeaseStoreUnavailable", tally, now),
            breaker("CloudFront's API", "InvalidationsThrottled", tally, now)));
  }

  private static Breaker breaker(String name, String metric, Tally tally, long now) {
    return new Breaker(name, now - tally.lastAt(metric) < RECENT_MILLIS);
  }
}
