package dev.freshet.checker;

import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import dev.freshet.viewcache.memory.ViewSlot;
import dev.freshet.viewcache.protocol.FreshnessProtocol;
import dev.freshet.viewcache.protocol.ReadStep;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All that is simulated, in one state: table, Redis, edge, readers and events on their way. */
final class World {
  private static final ViewName VIEW_NAME = new ViewName("dashboard");
  private static final List<ViewName> VIEWS = List.of(VIEW_NAME);

  private final Setup setup;
  private final Variant variant;
  private final Journal journal;
  private final Table table;
  private final Edge edge = new Edge();
  private final View view;
  private final InMemoryViewCache redis;
  private final ViewCache cache;
  private final FreshnessProtocol protocol;
  private final Evictions evictions;
  private final Governor governor;
  private final List<Reader> readers;
  private long time;
  private int fences;

  World(Setup setup, Variant variant, Journal journal) {
    this.setup = setup;
    this.variant = variant;
    this.journal = journal;
    Timing timing = setup.timing();
    table = new Table(setup.owners());
    view = new View(VIEW_NAME, Owner.Kind.USER, timing.cacheTtl(), timing.edgeTtl(), List.of());
    redis = new InMemoryViewCache(() -> at(time, setup.skew().redis()));
    cache = new BrokenCache(redis, variant, timing.times().clockSkew());
    protocol = new FreshnessProtocol(timing.times(), (_, _) -> {});
    governor = new Governor(setup, variant);
    evictions = new Evictions(this, setup, governor);
    readers = new ArrayList<>();
    for (int i = 0; i < setup.readers(); i++) {
      readers.add(new Reader(this, i, setup.skew().readers().get(i)));
    }
    if (setup.witnessKnown()) {
      evict(0, new EvictionId("first")).witness().ifPresent(governor::sawLongAgo);
    }
  }

  long time() {
    return time;
  }

  Instant at(long ticks, int clock) {
    return setup.timing().at(ticks + clock);
  }

  Timing timing() {
    return setup.timing();
  }

  Skew skew() {
    return setup.skew();
  }

  Variant variant() {
    return variant;
  }

  Journal journal() {
    return journal;
  }

  Table table() {
    return table;
  }

  Edge edge() {
    return edge;
  }

  View view() {
    return view;
  }

  ViewCache cache() {
    return cache;
  }

  InMemoryViewCache redis() {
    return redis;
  }

  Evictions evictions() {
    return evictions;
  }

  List<Reader> readers() {
    return readers;
  }

  Fence newFence() {
    return new Fence(Integer.toString(fences++));
  }

  ReadStep begin(ViewRequest request, Instant now) {
    return protocol.begin(request, now);
  }

  ViewSlot slot(int owner) {
    return redis.slot(Table.owner(owner), VIEW_NAME);
  }

  boolean fenceStands(int owner, Fence fence) {
    return slot(owner).fence().filter(fence::equals).isPresent();
  }

  void tick() {
    time++;
  }

  void commit(int owner) {
    long answered = at(time, setup.skew().writer()).toEpochMilli();
    // A client never goes back, nor says one time for two writes: see the contract of fresh.
    long token = Math.max(answered, table.token(owner) + 1);
    int version = table.commit(owner, token);
    evictions.committed(owner, version);
    if (journal.telling()) {
      journal.tell(time, "writer commits v" + version + " of " + Table.owner(owner));
    }
  }

  Evicted evict(int owner, EvictionId id) {
    return cache.evict(Table.owner(owner), VIEWS, id);
  }

  void lose(Kind what, int owner) {
    switch (what) {
      case LOSE_PAGES -> redis.losePages(Table.owner(owner), VIEW_NAME);
      case LOSE_FENCE -> redis.loseFence(Table.owner(owner), VIEW_NAME);
      case LOSE_MARK -> redis.loseMark(Table.owner(owner), VIEW_NAME);
      default -> throw new IllegalArgumentException("not in one slot: " + what);
    }
  }

  /** What must hold in every state. */
  void check(int owner) {
    int version = table.version(owner);
    if (evictions.allEvicted(owner)) {
      for (Envelope page : slot(owner).pages().values()) {
        if (Table.versionOf(page.body()) != version) {
          journal.violated("stale in Redis after every eviction: " + page.body());
        }
      }
    }
    if (evictions.quiet(owner) && edge.stale(owner, version, time)) {
      journal.violated("stale at the edge after every purge, table has v" + version);
    }
  }

  void tell(Message message, String what) {
    if (journal.telling()) {
      journal.tell(time, message + " " + what);
    }
  }

  /** Equal states have equal hashes, whatever led to them and whichever reader did it. */
  long hash() {
    long slots = 0;
    for (int owner = 0; owner < setup.owners(); owner++) {
      slots = Hash.of(slots, slotHash(slot(owner)));
    }
    long reading = 0;
    for (Reader reader : readers) {
      reading += reader.hash();
    }
    return Hash.of(
        time, table.hash(), edge.hash(time), slots, reading, evictions.hash(), governor.hash());
  }

  /** Without its lifetimes, which are longer than the horizon of worlds that are compared. */
  private static long slotHash(ViewSlot slot) {
    long pages = 0;
    for (Envelope page : slot.pages().values()) {
      pages += Hash.of(Table.versionOf(page.body()), page.loadedAt().toEpochMilli());
    }
    return Hash.of(pages, slot.fence().isPresent() ? 1 : 0, slot.mark().hashCode());
  }
}
