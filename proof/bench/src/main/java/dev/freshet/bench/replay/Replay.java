package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Counts.Kind;
import dev.freshet.bench.replay.Event.Read;
import dev.freshet.bench.replay.Event.Write;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.operations.cost.Prices;
import dev.freshet.viewcache.EvictionResult;
import dev.freshet.viewcache.EvictionResult.Evicted;
import dev.freshet.viewcache.ViewCache.Eviction;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** One run of one design. Not thread-safe. */
final class Replay {
  private final Trace trace;
  private final VirtualTime time = new VirtualTime();
  private final Counts counts = new Counts();
  private final Table table = new Table();
  private final Staleness staleness = new Staleness(table, World.TIMES);
  private final Tokens tokens;
  private final Map<Long, PartVersions> lastSeen = new HashMap<>();
  private final World world;
  private final Origin origin;
  private final Design design;
  private final Source source;

  private Replay(Trace trace, Prices prices, Function<World, Design> design) {
    this.trace = trace;
    this.tokens = new Tokens(trace.tokenLife());
    this.world =
        new World(
            trace,
            prices,
            time,
            counts,
            new CountingCache(new InMemoryViewCache(time), counts),
            new ReplayedEdge(time, counts),
            table);
    this.origin = new Origin(world);
    this.design = design.apply(world);
    this.source = this.design.source(origin);
  }

  static Outcome run(Trace trace, Prices prices, Function<World, Design> design) {
    Replay replay = new Replay(trace, prices, design);
    replay.run();
    long free = trace.shareOfMonth(prices.freePurgesAMonth());
    return new Outcome(
        replay.counts, free, Bill.of(replay.counts, prices, free), replay.staleness.summary());
  }

  private void run() {
    for (Event event : trace.events()) {
      time.advanceTo(event.at());
      switch (event) {
        case Read read -> read(read);
        case Write write -> write(write);
      }
    }
    time.finish();
  }

  private void write(Write write) {
    counts.add(Kind.WRITES, 1);
    table.commit(write);
    design.committed(write);
    if (source.equals(origin)) {
      time.at(write.evictedAt(), () -> evict(write));
    }
  }

  private void evict(Write write) {
    SortedSet<ViewName> names = new TreeSet<>();
    write.parts().forEach(part -> names.add(part.view().name()));
    EvictionResult result =
        world.cache().evictAll(List.of(new Eviction(write.owner(), names))).getFirst();
    if (result instanceof Evicted evicted) {
      List<ViewsEvicted.Eviction> evictions =
          names.stream()
              .map(name -> new ViewsEvicted.Eviction(name, evicted.found().get(name)))
              .toList();
      design.evicted(new ViewsEvicted(write.owner(), evicted.at(), false, evictions));
    }
  }

  private void read(Read read) {
    counts.add(Kind.REQUESTS, 1);
    long tokenEnds = tokens.of(read.client(), read.at());
    long fresh = design.isReadWithFresh() ? read.fresh() : 0;
    Optional<ReplayedEdge.Copy> kept =
        world.edge().find(read.client(), read.page(), tokenEnds, fresh);
    ReplayedEdge.Copy answered =
        kept.filter(copy -> copy.expiresAt() > read.at())
            .map(this::hit)
            .orElseGet(() -> miss(read, tokenEnds, fresh, kept));
    staleness.judge(read, answered);
    lastSeen.put(client(read), answered.shown());
  }

  private ReplayedEdge.Copy hit(ReplayedEdge.Copy copy) {
    counts.add(Kind.EDGE_HITS, 1);
    return copy;
  }

  private ReplayedEdge.Copy miss(
      Read read, long tokenEnds, long fresh, Optional<ReplayedEdge.Copy> expired) {
    Optional<String> ifNoneMatch =
        expired
            .map(ReplayedEdge.Copy::shown)
            .or(() -> Optional.ofNullable(lastSeen.get(client(read))))
            .map(PartVersions::etag);
    Source.Request asked = new Source.Request(read, tokenEnds, fresh, ifNoneMatch);
    Source.Reply reply = source.serve(asked);
    PartVersions shown = reply.shown();
    boolean repeated = ifNoneMatch.filter(shown.etag()::equals).isPresent();
    Design.Life life = design.life(new Design.Answer(read, reply.views(), repeated, tokenEnds));
    return store(read, new Answered(shown, asked, repeated && expired.isPresent()), life);
  }

  private record Answered(PartVersions shown, Source.Request asked, boolean confirmable) {}

  private ReplayedEdge.Copy store(Read read, Answered answered, Design.Life life) {
    boolean isLong = life.seconds() > World.TIMES.shortEdgeTtl().toSeconds();
    long expiresAt = read.at() + 1_000 * life.seconds();
    ReplayedEdge.Copy copy =
        new ReplayedEdge.Copy(
            answered.shown(),
            answered.asked().tokenEnds(),
            answered.asked().fresh(),
            read.at(),
            expiresAt,
            isLong);
    if (life.seconds() > 0) {
      world.edge().store(read.client(), read.page(), copy);
    }
    if (answered.confirmable() && life.confirms()) {
      counts.add(Kind.CONFIRMED, 1);
    }
    return copy;
  }

  private static long client(Read read) {
    return ((long) read.client() << Integer.SIZE) | read.page().number();
  }
}
