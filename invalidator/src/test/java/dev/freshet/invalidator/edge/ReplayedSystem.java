package dev.freshet.invalidator.edge;

import static dev.freshet.domain.ViewsEvicted.Eviction;

import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.invalidator.edge.Outcome.Tally;
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

  /** A view on a page, and the last commit that the page shows of it. */
  private record Part(Key key, String body) {}

  private record Copy(List<Part> parts, Instant dies) {}

  private final Replay replay;
  private final InMemoryViewCache cache;
  private final CachedViews views;
  private final Map<Key, List<Instant>> commits = new HashMap<>();
  private final Map<Key, Copy> edge = new HashMap<>();
  private final Map<String, Set<Key>> tagged = new HashMap<>();
  private final List<Long> stalenessMillis = new ArrayList<>();
  private Tally own = new Tally(0, 0);
  private Tally withCards = new Tally(0, 0);
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

  /** Reads a view, and the cards of those whom it shows. */
  final void read(Owner owner, View view, List<Owner> cards) {
    Key key = new Key(owner, view.name());
    Optional<Copy> hit =
        Optional.ofNullable(edge.get(key)).filter(copy -> copy.dies().isAfter(now()));
    if (cards.isEmpty()) {
      own = own.and(hit.isPresent());
    } else {
      withCards = withCards.and(hit.isPresent());
    }
    hit.map(Copy::parts).orElseGet(() -> serve(key, asRead(view), cards)).forEach(this::measure);
  }

  private List<Part> serve(Key key, View view, List<Owner> cards) {
    View card = ViewCatalogue.CARD.atEdgeNoLongerThan(view.edgeTtl());
    ViewRequest page = request(key.owner(), view);
    List<ViewRequest> requests = new ArrayList<>(List.of(page));
    cards.forEach(user -> requests.add(request(user, card)));
    List<ServedView> served = views.serveAll(requests, this::load);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      parts.add(new Part(key(requests.get(i)), served.get(i).body()));
    }
    if (views.together(page, served) instanceof EdgePolicy.Store(long seconds)) {
      store(key, new Copy(parts, now().plusSeconds(seconds)));
    }
    return parts;
  }

  private ViewRequest request(Owner owner, View view) {
    return new ViewRequest(owner, view, "", Optional.empty(), tokenExpiry());
  }

  private List<LoadedView> load(List<ViewRequest> requests) {
    return requests.stream()
        .map(request -> Integer.toString(commits(key(request)).size()))
        .map(body -> new LoadedView("\"v\"", body))
        .toList();
  }

  private static Key key(ViewRequest request) {
    return new Key(request.owner(), request.view().name());
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
      copy.parts().stream()
          .map(Part::key)
          .flatMap(part -> ViewCatalogue.FRESHET.tags(part.owner(), part.view()).stream())
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
    return new Outcome(own, withCards, writes, purges, List.copyOf(stalenessMillis));
  }

  private Instant tokenExpiry() {
    return now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(2));
  }

  private List<Instant> commits(Key key) {
    return commits.computeIfAbsent(key, _ -> new ArrayList<>());
  }

  private void measure(Part part) {
    int shown = Integer.parseInt(part.body());
    List<Instant> all = commits(part.key());
    if (shown < all.size()) {
      stalenessMillis.add(Duration.between(all.get(shown), now()).toMillis());
    }
  }
}
