package dev.freshet.checker.model;

import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.protocol.FillStep;
import dev.freshet.viewcache.protocol.FreshnessProtocol;
import dev.freshet.viewcache.protocol.GrantRule;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The simulated state: table, Redis, store of leases, edge, readers, evictions and edge
 * invalidators.
 */
public final class World {
  private final Setup setup;
  private final Variant variant;
  private final Journal journal;
  private final Shelf shelf;
  private final FreshnessProtocol protocol;
  private final GrantRule grants;
  private final Table table;
  private final ModelEdge edge;
  private final Redis redis;
  private final BrokenCache broken;
  private final ViewCache cache;
  private final Store store;
  private final Queues queues;
  private final Promises promises;
  private final Evictions evictions;
  private final List<Reader> readers = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();

  private long time;

  /** The end of the past. */
  private final long began;

  private int fences;
  private final int[] generations;

  /**
   * A world after its past.
   *
   * @param around wraps the cache that readers and evictors call
   */
  World(Setup setup, Variant variant, Journal journal, UnaryOperator<ViewCache> around) {
    this.setup = setup;
    this.variant = variant;
    this.journal = journal;
    Cast cast = setup.cast();
    shelf = Shelf.of(setup, variant);
    protocol = new FreshnessProtocol(timing().times(), (_, _) -> {});
    grants = new GrantRule(setup.terms(), timing().times());
    table = new Table(cast.owners());
    edge = new ModelEdge(cast.pops());
    redis = new Redis(setup, shelf.names(), this::redisTime);
    broken = new BrokenCache(redis.server(), variant, timing().times().clockSkew());
    cache = around.apply(broken);
    store = emptyStore();
    queues = new Queues(cast.owners());
    promises = new Promises(this, cast.owners());
    evictions = new Evictions(this, queues);
    for (int i = 0; i < setup.readers(); i++) {
      readers.add(new Reader(this, i, setup.skew().readers().get(i)));
    }
    for (int i = 0; i < cast.workers(); i++) {
      workers.add(new Worker(this, i, setup.skew().workers().get(i)));
    }
    generations = new int[cast.owners() * shelf.views().size()];
    setup.past().lead(this);
    began = time;
  }

  private World(World from) {
    setup = from.setup;
    variant = from.variant;
    journal = from.journal;
    shelf = from.shelf;
    protocol = from.protocol;
    grants = from.grants;
    time = from.time;
    began = from.began;
    fences = from.fences;
    generations = from.generations.clone();
    table = from.table.copy();
    edge = from.edge.copy();
    redis = from.redis.copy(this::redisTime);
    broken = from.broken.over(redis.server());
    cache = broken;
    store = from.store.copy();
    queues = from.queues.copy();
    promises = new Promises(this, from.promises);
    evictions = from.evictions.copy(this, queues);
    from.readers.forEach(reader -> readers.add(new Reader(this, reader)));
    from.workers.forEach(worker -> workers.add(new Worker(this, worker)));
  }

  /** Copies the world for another continuation. The copy's cache is not wrapped. */
  World copy() {
    return new World(this);
  }

  public Instant redisTime() {
    Skew skew = setup.skew();
    return at(time, redis.isPromoted() ? skew.promoted() : skew.redis());
  }

  public Setup setup() {
    return setup;
  }

  public long time() {
    return time;
  }

  /** The number of ticks since the world began. */
  long passed() {
    return time - began;
  }

  /** The time in milliseconds. */
  long millis() {
    return timing().millis(time);
  }

  Instant at(long ticks, int clock) {
    return timing().at(ticks + clock);
  }

  Timing timing() {
    return setup.timing();
  }

  Variant variant() {
    return variant;
  }

  public Journal journal() {
    return journal;
  }

  Table table() {
    return table;
  }

  ModelEdge edge() {
    return edge;
  }

  public Shelf shelf() {
    return shelf;
  }

  ViewCache cache() {
    return cache;
  }

  public Redis redis() {
    return redis;
  }

  Store store() {
    return store;
  }

  Queues queues() {
    return queues;
  }

  Promises promises() {
    return promises;
  }

  Evictions evictions() {
    return evictions;
  }

  FreshnessProtocol protocol() {
    return protocol;
  }

  GrantRule grants() {
    return grants;
  }

  List<Reader> readers() {
    return readers;
  }

  Reader reader(int number) {
    return readers.get(number);
  }

  List<Worker> workers() {
    return workers;
  }

  Worker worker(int number) {
    return workers.get(number);
  }

  Store emptyStore() {
    return new Store(setup, shelf.names(), variant);
  }

  /** By any clock. */
  Set<YearMonth> months() {
    return Set.copyOf(List.of(month(0), month(timing().skewTicks())));
  }

  private YearMonth month(int clock) {
    return YearMonth.from(at(time, clock).atOffset(ZoneOffset.UTC));
  }

  /** Whether no read or message is in progress, and all promises are due. */
  public boolean settled() {
    boolean waits = !queues.changes().isEmpty() || !queues.notices().isEmpty();
    for (int owner = 0; owner < setup.cast().owners(); owner++) {
      waits |= promises.isUndone(owner);
    }
    return !waits
        && promises.settled()
        && readers.stream().allMatch(Reader::idle)
        && workers.stream().allMatch(Worker::idle);
  }

  Fence newFence() {
    return new Fence(Integer.toString(fences++));
  }

  /** Fills, with a generation named after the view and its number of generations. */
  FillResult fill(int owner, int view, FillStep fill) {
    int slot = view * setup.cast().owners() + owner;
    Generation candidate = new Generation("o" + owner + "v" + view + "g" + (generations[slot] + 1));
    FillResult result = cache.fillAll(List.of(fill.call(candidate))).getFirst();
    if (result instanceof FillResult.Stored stored
        && stored.state().generation().equals(candidate)) {
      generations[slot]++;
    }
    promises.checkRedis(owner, view);
    return result;
  }

  void discard(ViewKey view) {
    cache.discard(view);
    for (int owner = 0; owner < setup.cast().owners(); owner++) {
      if (Table.owner(owner).equals(view.owner())) {
        promises.lost(owner);
      }
    }
  }

  void paid() {
    promises.checkMoney();
  }

  void withoutPromise(int owner) {
    queues.withoutPromise(owner);
    workers.forEach(worker -> worker.withoutPromise(owner));
  }

  void tick() {
    time++;
    promises.timePassed();
  }

  void commit(int serial) {
    int owner = Serial.owner(serial);
    long answered = at(time, setup.skew().writer()).toEpochMilli();
    // A client never goes back, nor says one time for two writes: see the contract of fresh.
    long token = Math.max(answered, table.token(owner) + 1);
    int version = table.commit(owner, token);
    queues.begin(serial, version, false);
    tell(() -> "writer commits v" + version + " of " + Table.owner(owner));
  }

  /** An operator flushes the owner. */
  void repair(int serial, boolean flush) {
    int owner = Serial.owner(serial);
    queues.begin(serial, table.version(owner), flush);
    tell(() -> (flush ? "a repair" : "a replay") + " of " + Table.owner(owner) + " is sent");
  }

  void lose(Kind what, int slot) {
    int owner = Shelf.ownerOf(slot);
    int view = Shelf.viewOf(slot);
    tell(() ->
        "Redis drops a key of "
            + Table.owner(owner)
            + ", "
            + shelf.names().get(view)
            + ": "
            + Words.text(what));
    redis.lose(what, owner, view);
    if (what == Kind.LOSE_PAGES) {
      promises.lost(owner);
    }
  }

  void flush() {
    tell(() -> "Redis is flushed");
    redis.flush();
    for (int owner = 0; owner < setup.cast().owners(); owner++) {
      promises.lost(owner);
    }
  }

  void replicaStops() {
    tell(() -> "from here on the replica of Redis lacks what is written");
    redis.replicaStops();
    promises.replicaStops();
  }

  void promote() {
    tell(() -> "the replica of Redis is promoted");
    redis.promote();
    promises.promoted();
  }

  void lateWrite(int caller) {
    boolean done = store.arrive(caller);
    tell(() -> "a late write arrives" + (done ? "" : ", and is refused"));
    paid();
  }

  void tell(Supplier<String> what) {
    if (journal.telling()) {
      journal.tell(time, what.get());
    }
  }

  /** Equal states have equal hashes, independent of history and of the order of readers. */
  long hash() {
    long acting = 0;
    for (Reader reader : readers) {
      acting += reader.hash();
    }
    for (Worker worker : workers) {
      acting += worker.hash();
    }
    long money = 0;
    for (YearMonth month : months()) {
      money += store.hash(month);
    }
    return Hash.of(
        time,
        table.hash(),
        edge.hash(),
        redis.hash(redisTime()),
        acting,
        queues.hash(),
        evictions.hash(),
        promises.hash(),
        money,
        Hash.of(generations));
  }
}
