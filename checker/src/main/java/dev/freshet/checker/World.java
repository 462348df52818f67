package dev.freshet.checker;

import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.memory.EdgeMark;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import dev.freshet.viewcache.memory.ViewSlot;
import dev.freshet.viewcache.protocol.FreshnessProtocol;
import dev.freshet.viewcache.protocol.ReadStep;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All that is simulated, in one state: table, Redis, edge, readers and events on their way. */
final class World {
  private static final ViewName VIEW_NAME = new ViewName("dashboard");
  private static final List<ViewName> VIEWS = List.of(VIEW_NAME);

  private final Setup setup;
  private final Variant variant;
  private final Journal journal;
  private final Table table;
  private final Edge edge;
  private final View view;
  private final InMemoryViewCache redis;
  private final ViewCache cache;
  private final FreshnessProtocol protocol;
  private final Evictions evictions;
  private final Governor governor;
  private final List<Reader> readers;
  private long time;
  private int fences;

  /**
   * A world in which nothing has happened.
   *
   * @param around put around the cache that readers and evictors call
   */
  World(Setup setup, Variant variant, Journal journal, UnaryOperator<ViewCache> around) {
    this.setup = setup;
    this.variant = variant;
    this.journal = journal;
    Timing timing = setup.timing();
    table = new Table(setup.owners());
    edge = new Edge();
    view = new View(VIEW_NAME, Owner.Kind.USER, timing.cacheTtl(), timing.edgeTtl(), List.of());
    redis = new InMemoryViewCache(this::redisTime);
    cache = around.apply(new BrokenCache(redis, variant, timing.times().clockSkew()));
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

  private World(World from) {
    setup = from.setup;
    variant = from.variant;
    journal = from.journal;
    view = from.view;
    protocol = from.protocol;
    time = from.time;
    fences = from.fences;
    table = from.table.copy();
    edge = from.edge.copy();
    redis = from.redis.copy(this::redisTime);
    cache = new BrokenCache(redis, variant, setup.timing().times().clockSkew());
    governor = from.governor.copy();
    evictions = from.evictions.copy(this, governor);
    readers = new ArrayList<>(from.readers.size());
    for (Reader reader : from.readers) {
      readers.add(new Reader(this, reader));
    }
  }

  /** The same world, to go on in another way. Nothing is put around its cache. */
  World copy() {
    return new World(this);
  }

  private Instant redisTime() {
    return at(time, setup.skew().redis());
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

  int readers() {
    return readers.size();
  }

  Reader reader(int number) {
    return readers.get(number);
  }

  /** Whether nobody reads and no event is on its way. */
  boolean settled() {
    return evictions.messages().isEmpty() && readers.stream().allMatch(Reader::idle);
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

  void commit(int serial) {
    int owner = Serial.owner(serial);
    long answered = at(time, setup.skew().writer()).toEpochMilli();
    // A client never goes back, nor says one time for two writes: see the contract of fresh.
    long token = Math.max(answered, table.token(owner) + 1);
    int version = table.commit(owner, token);
    evictions.committed(serial, version);
    if (journal.telling()) {
      journal.tell(time, "writer commits v" + version + " of " + Table.owner(owner));
    }
  }

  Evicted evict(int owner, EvictionId id) {
    return cache.evict(Table.owner(owner), VIEWS, id);
  }

  void lose(Kind what, int owner) {
    if (journal.telling()) {
      journal.tell(time, "Redis loses keys of " + Table.owner(owner) + ": " + what);
    }
    switch (what) {
      case FLUSH -> redis.flush();
      case RESTART -> redis.restart();
      case LOSE_PAGES -> redis.losePages(Table.owner(owner), VIEW_NAME);
      case LOSE_FENCE -> redis.loseFence(Table.owner(owner), VIEW_NAME);
      case LOSE_MARK -> redis.loseMark(Table.owner(owner), VIEW_NAME);
      default -> throw new IllegalArgumentException("not a loss: " + what);
    }
  }

  /** What must hold in every state. */
  void check(int owner) {
    int version = table.version(owner);
    if (evictions.allEvicted(owner)) {
      for (Envelope page : slot(owner).pages().values()) {
        if (Table.versionOf(page.body()) != version) {
          journal.violated("stale in Redis after every eviction: v" + Table.versionOf(page.body()));
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
      pages +=
          Hash.of(
              Table.ownerOf(page.body()),
              Table.versionOf(page.body()),
              page.loadedAt().toEpochMilli());
    }
    return Hash.of(
        pages, slot.fence().isPresent() ? 1 : 0, markHash(slot.mark()), slot.warmth().hashCode());
  }

  private static long markHash(Optional<EdgeMark> mark) {
    if (mark.isEmpty()) {
      return 0;
    }
    long claims = 0;
    for (EdgeMark.Claim claim : mark.get().claims()) {
      claims = Hash.of(claims, claim.until().toEpochMilli(), claim.eviction().value().hashCode());
    }
    return Hash.of(claims, mark.get().free().map(Instant::toEpochMilli).orElse(0L));
  }
}
