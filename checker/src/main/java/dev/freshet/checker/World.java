package dev.freshet.checker;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.EdgeUntil;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.memory.ViewSlot;
import dev.freshet.viewcache.protocol.EdgePolicy;
import dev.freshet.viewcache.protocol.FreshnessProtocol;
import dev.freshet.viewcache.protocol.ReadStep;
import dev.freshet.viewcache.protocol.ServedView;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All that is simulated, in one state: table, Redis, edge, readers and events on their way. */
final class World {
  private static final int VIEW_SHIFT = 8;

  /** So long ago that nothing is alive since then, and nobody under way. */
  private static final int HEATED_AT = -30;

  private final Setup setup;
  private final Variant variant;
  private final Journal journal;
  private final Table table;
  private final Edge edge;
  private final List<ViewName> names;
  private final List<View> views;
  private final ViewCatalogue catalogue;

  /** Of each owner's page. */
  private final List<List<CacheTag>> tags;

  private final Redis redis;
  private final BrokenCache broken;
  private final ViewCache cache;
  private final FreshnessProtocol protocol;
  private final Evictions evictions;
  private final Invalidator invalidator;
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
    views = Shelf.of(setup);
    names = views.stream().map(View::name).toList();
    catalogue = new ViewCatalogue(views);
    tags = Shelf.tags(setup, catalogue);
    redis = new Redis(setup, names, this::redisTime);
    broken = new BrokenCache(redis.server(), variant, timing.times().clockSkew());
    cache = around.apply(broken);
    protocol = new FreshnessProtocol(timing.times(), (_, _) -> {});
    invalidator = new Invalidator(this);
    evictions = new Evictions(this, setup, invalidator);
    readers = new ArrayList<>();
    for (int i = 0; i < setup.readers(); i++) {
      readers.add(new Reader(this, i, setup.skew().readers().get(i)));
    }
    begin();
  }

  private void begin() {
    if (setup.heating() == Heating.BEFORE) {
      time = HEATED_AT;
      for (int owner = 0; owner < setup.owners(); owner++) {
        heat(owner);
      }
      time = 0;
    }
    if (setup.witnessKnown()) {
      evict(0, new EvictionId("first")).witness().ifPresent(invalidator::sawLongAgo);
    }
  }

  /** An answer went to the edge, and an eviction may have had to purge it. */
  private void heat(int serial) {
    Owner owner = Table.owner(serial);
    Envelope page = new Envelope(owner, redisTime(), "\"before\"", "");
    for (ViewName view : names) {
      PageKey key = new PageKey(owner, view, "");
      Fence fence = new Fence("before");
      cache.read(key, ViewCache.ANY_AGE, ViewCache.NOT_AT_EDGE, fence);
      cache.fill(
          key, fence, page, Duration.ofMillis(1), EdgeUntil.always(redisTime().plusMillis(1)));
    }
    evict(serial, new EvictionId("before"));
  }

  private World(World from) {
    setup = from.setup;
    variant = from.variant;
    journal = from.journal;
    names = from.names;
    views = from.views;
    catalogue = from.catalogue;
    tags = from.tags;
    protocol = from.protocol;
    time = from.time;
    fences = from.fences;
    table = from.table.copy();
    edge = from.edge.copy();
    redis = from.redis.copy(this::redisTime);
    broken = from.broken.copy(redis.server());
    cache = broken;
    invalidator = from.invalidator.copy(this);
    evictions = from.evictions.copy(this, invalidator);
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

  Setup setup() {
    return setup;
  }

  long time() {
    return time;
  }

  /** The same in milliseconds. */
  long millis() {
    return setup.timing().millis(time);
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

  View view(int number) {
    return views.get(number);
  }

  /** The names of each owner's views. */
  List<ViewName> views() {
    return names;
  }

  ViewCache cache() {
    return cache;
  }

  Redis redis() {
    return redis;
  }

  ViewCatalogue catalogue() {
    return catalogue;
  }

  /** Of the owner's page at the edge. */
  List<CacheTag> tags(int owner) {
    return tags.get(owner);
  }

  Invalidator invalidator() {
    return invalidator;
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

  /** What the edge may do with a page that is joined from these parts. */
  EdgePolicy together(List<ServedView> parts, Instant now) {
    Owner any = Table.owner(0);
    return protocol.together(
        new ViewRequest(any, views.getFirst(), "", Optional.empty(), Instant.MAX), parts, now);
  }

  ViewSlot slot(int owner, int view) {
    return redis.slot(owner, view);
  }

  /** An owner and a view in one number. */
  static int slotNumber(int owner, int view) {
    return view << VIEW_SHIFT | owner;
  }

  static int ownerOfSlot(int number) {
    return number & ((1 << VIEW_SHIFT) - 1);
  }

  static int viewOfSlot(int number) {
    return number >> VIEW_SHIFT;
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
    return cache.evict(Table.owner(owner), names, id);
  }

  void lose(Kind what, int slot) {
    Owner owner = Table.owner(ownerOfSlot(slot));
    ViewName view = names.get(viewOfSlot(slot));
    if (journal.telling()) {
      journal.tell(time, "Redis drops a key of " + owner + ", " + view + ": " + what);
    }
    redis.lose(what, owner, view);
  }

  void disturb(Kind how) {
    if (journal.telling()) {
      journal.tell(time, "Redis: " + Words.of(how));
    }
    redis.disturb(how);
    switch (how) {
      case REPLICA_LAGS -> evictions.replicaLags();
      case PROMOTE -> evictions.replicaPromoted();
      default -> {} // what is lost then is not undone
    }
  }

  /** What must hold in every state. */
  void check(int owner) {
    int version = table.version(owner);
    for (int view = 0; evictions.allEvicted(owner) && view < names.size(); view++) {
      for (Envelope page : slot(owner, view).pages().values()) {
        if (Table.versionOf(page.body()) != version) {
          journal.violated("stale in Redis after every eviction: v" + Table.versionOf(page.body()));
        }
      }
    }
    if (evictions.quiet(owner) && edge.stale(owner, version, millis())) {
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
    long reading = 0;
    for (Reader reader : readers) {
      reading += reader.hash();
    }
    return Hash.of(
        time,
        table.hash(),
        edge.hash(millis()),
        redis.hash(),
        reading,
        evictions.hash(),
        invalidator.hash(),
        broken.hash());
  }
}
