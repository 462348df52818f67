package dev.freshet.checker;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.protocol.EdgePolicy;
import dev.freshet.viewcache.protocol.FreshnessProtocol;
import dev.freshet.viewcache.protocol.ReadStep;
import dev.freshet.viewcache.protocol.ServedView;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All that is simulated, in one state: table, Redis, edge, readers and events on their way. */
final class World {
  private final Setup setup;
  private final Variant variant;
  private final Journal journal;
  private final Table table;
  private final Edge edge;
  private final Shelf shelf;
  private final Redis redis;
  private final BrokenCache broken;
  private final ViewCache cache;
  private final FreshnessProtocol protocol;
  private final Deliveries deliveries;
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
    shelf = Shelf.of(setup);
    redis = new Redis(setup, shelf.names(), this::redisTime);
    broken = new BrokenCache(redis.server(), variant, timing.times().clockSkew());
    cache = around.apply(broken);
    protocol = new FreshnessProtocol(timing.times(), (_, _) -> {});
    invalidator = new Invalidator(this);
    deliveries = new Deliveries(setup.owners());
    evictions = new Evictions(this, invalidator, deliveries);
    readers = new ArrayList<>();
    for (int i = 0; i < setup.readers(); i++) {
      readers.add(new Reader(this, i, setup.skew().readers().get(i)));
    }
    Past.of(this);
  }

  private World(World from) {
    setup = from.setup;
    variant = from.variant;
    journal = from.journal;
    shelf = from.shelf;
    protocol = from.protocol;
    time = from.time;
    fences = from.fences;
    table = from.table.copy();
    edge = from.edge.copy();
    redis = from.redis.copy(this::redisTime);
    broken = from.broken.copy(redis.server());
    cache = broken;
    invalidator = from.invalidator.copy(this);
    deliveries = from.deliveries.copy();
    evictions = new Evictions(this, invalidator, deliveries);
    readers = new ArrayList<>(from.readers.size());
    for (Reader reader : from.readers) {
      readers.add(new Reader(this, reader));
    }
  }

  /** The same world, to go on in another way. Nothing is put around its cache. */
  World copy() {
    return new World(this);
  }

  Instant redisTime() {
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

  Shelf shelf() {
    return shelf;
  }

  ViewCache cache() {
    return cache;
  }

  Redis redis() {
    return redis;
  }

  Invalidator invalidator() {
    return invalidator;
  }

  Deliveries deliveries() {
    return deliveries;
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
    return deliveries.messages().isEmpty() && readers.stream().allMatch(Reader::idle);
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
        new ViewRequest(any, shelf.views().getFirst(), "", Optional.empty(), Instant.MAX),
        parts,
        now);
  }

  void tick() {
    time++;
  }

  void turnTo(long tick) {
    time = tick;
  }

  void commit(int serial) {
    int owner = Serial.owner(serial);
    long answered = at(time, setup.skew().writer()).toEpochMilli();
    // A client never goes back, nor says one time for two writes: see the contract of fresh.
    long token = Math.max(answered, table.token(owner) + 1);
    int version = table.commit(owner, token);
    deliveries.committed(serial, version);
    if (journal.telling()) {
      journal.tell(time, "writer commits v" + version + " of " + Table.owner(owner));
    }
  }

  Evicted evict(int owner, EvictionId id) {
    return cache.evict(Table.owner(owner), shelf.names(), id);
  }

  void lose(Kind what, int slot) {
    Owner owner = Table.owner(Shelf.ownerOf(slot));
    ViewName view = shelf.names().get(Shelf.viewOf(slot));
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
      case REPLICA_LAGS -> deliveries.replicaLags();
      case PROMOTE -> evictions.replicaPromoted();
      default -> {} // what is lost then is not undone
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
        deliveries.hash(),
        invalidator.hash(),
        broken.hash());
  }
}
