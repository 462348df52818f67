package dev.freshet.invalidator.edge;

import static dev.freshet.domain.ViewsEvicted.Eviction;

import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import dev.freshet.viewcache.protocol.CachedViews;
import dev.freshet.viewcache.protocol.EdgePolicy;
import dev.freshet.viewcache.protocol.LoadedView;
import dev.freshet.viewcache.protocol.ProtocolTimes;
import dev.freshet.viewcache.protocol.ServedView;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * Table, cache and edge with the protocol between them; what becomes of an eviction is left to
 * those who extend it. Each answer's body is the number of the last commit that it shows.
 */
abstract class ReplayedSystem {
  static final ProtocolTimes TIMES =
      new ProtocolTimes(Duration.ofSeconds(2), Duration.ofMillis(500));

  /** From a commit until its eviction. */
  private static final Duration EVICTION = Duration.ofMillis(100);

  /** From the call until the objects are gone: CloudFront's fast case. */
  private static final Duration PURGE = Duration.ofSeconds(2);

  private record Key(Owner owner, ViewName view) {}

  private record Copy(String body, Instant dies) {}

  private final Replay replay;
  private final InMemoryViewCache cache;
  private final CachedViews views;
  private final Map<Key, List<Instant>> commits = new HashMap<>();
  private final Map<Key, Copy> edge = new HashMap<>();
  private final Map<String, Set<Key>> tagged = new HashMap<>();
  private final List<Long> stalenessMillis = new ArrayList<>();
  private long reads;
  private long fromEdge;
  private long writes;
  private long purges;

  ReplayedSystem(Replay replay) {
    this.replay = replay;
    this.cache = new InMemoryViewCache(replay::now);
    this.views = new CachedViews(cache, TIMES, replay::now, (_, _) -> {});
  }

  /** The view as its read function asks for it. */
  abstract View asRead(View view);

  /** Called when Redis was cleared. */
  abstract void evicted(ViewsEvicted evicted, String idempotencyKey);

  final void read(Owner owner, View view) {
    Key key = new Key(owner, view.name());
    reads++;
    Copy copy = edge.get(key);
    if (copy != null && copy.dies().isAfter(now())) {
      fromEdge++;
      measure(key, copy.body());
      return;
    }
    ServedView served =
        views.serve(
            new ViewRequest(owner, asRead(view), "", Optional.empty(), tokenExpiry()),
            () -> new LoadedView("\"v\"", Integer.toString(commits(key).size())));
    if (served.edge() instanceof EdgePolicy.Store(long seconds)) {
      store(key, new Copy(served.body(), now().plusSeconds(seconds)));
    }
    measure(key, served.body());
  }

  final void write(Owner owner, SortedSet<ViewName> changed) {
    String id = "w" + writes++;
    changed.forEach(view -> commits(new Key(owner, view)).add(now()));
    replay.later(EVICTION, () -> evict(owner, changed, id));
  }

  private void evict(Owner owner, SortedSet<ViewName> changed, String id) {
    var evicted = cache.evict(owner, changed, new EvictionId(id));
    List<Eviction> evictions =
        evicted.copies().entrySet().stream()
            .map(copy -> new Eviction(copy.getKey(), copy.getValue()))
            .toList();
    evicted(new ViewsEvicted(owner, now(), evictions, evicted.witness().orElse(null)), id);
  }

  /** CloudFront takes these items, and charges for each. */
  final void purge(List<String> items) {
    purges += items.size();
    replay.later(
        PURGE,
        () -> items.forEach(item -> tagged.getOrDefault(item, Set.of()).forEach(edge::remove)));
  }

  private void store(Key key, Copy copy) {
    if (edge.put(key, copy) == null) {
      ViewCatalogue.FRESHET
          .tags(key.owner(), key.view())
          .forEach(
              tag -> tagged.computeIfAbsent(tag.invalidationItem(), _ -> new HashSet<>()).add(key));
    }
  }

  final InMemoryViewCache cache() {
    return cache;
  }

  final Replay replay() {
    return replay;
  }

  final Instant now() {
    return replay.now();
  }

  final Outcome outcome() {
    return new Outcome(reads, fromEdge, writes, purges, List.copyOf(stalenessMillis));
  }

  private Instant tokenExpiry() {
    return now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(2));
  }

  private List<Instant> commits(Key key) {
    return commits.computeIfAbsent(key, _ -> new ArrayList<>());
  }

  private void measure(Key key, String body) {
    int shown = Integer.parseInt(body);
    List<Instant> all = commits(key);
    if (shown < all.size()) {
      stalenessMillis.add(Duration.between(all.get(shown), now()).toMillis());
    }
  }

  /**
   * What a day came to.
   *
   * @param stalenessMillis of each answer that did not show a commit: how long that was ago
   */
  record Outcome(long reads, long fromEdge, long writes, long purges, List<Long> stalenessMillis) {
    /** Of one item, past the thousand that are free. */
    private static final double DOLLARS_PER_PURGE = 0.005;

    /** API Gateway, Lambda and its time, as in the operators' guide. */
    private static final double DOLLARS_PER_CALL = 4.0 / 1_000_000;

    String row(String name) {
      return "%-22s %8d %8.1f %% %9d %9.2f %9.2f %9d %7d %7d %7d"
          .formatted(
              name,
              writes,
              100.0 * fromEdge / reads,
              purges,
              purges * DOLLARS_PER_PURGE,
              (reads - fromEdge) * DOLLARS_PER_CALL,
              stalenessMillis.size(),
              Replay.percentile(stalenessMillis, 0.5),
              Replay.percentile(stalenessMillis, 0.99),
              Replay.percentile(stalenessMillis, 1));
    }

    static String header() {
      return "%-22s %8s %10s %9s %9s %9s %9s %7s %7s %7s"
          .formatted(
              "",
              "writes",
              "from edge",
              "purges",
              "$ purges",
              "$ calls",
              "stale",
              "p50 ms",
              "p99 ms",
              "max ms");
    }
  }
}
