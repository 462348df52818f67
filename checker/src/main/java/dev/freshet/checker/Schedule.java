package dev.freshet.checker;

import dev.freshet.viewcache.ViewCache;
import java.util.List;
import java.util.function.UnaryOperator;

/** A world and how much may still happen in it. Carries out actions, one after another. */
final class Schedule {
  private static final int READER_SHIFT = 8;

  private final Setup setup;
  private final World world;
  private final int[] faultsLeft;
  private int readsLeft;
  private int commitsLeft;

  Schedule(Setup setup, Variant variant, Journal journal) {
    this(setup, variant, journal, UnaryOperator.identity());
  }

  Schedule(Setup setup, Variant variant, Journal journal, UnaryOperator<ViewCache> around) {
    this.setup = setup;
    world = new World(setup, variant, journal, around);
    faultsLeft = Fault.counts(setup.limits().faults());
    readsLeft = setup.limits().reads();
    commitsLeft = setup.limits().commits();
  }

  private Schedule(Schedule from) {
    setup = from.setup;
    world = from.world.copy();
    faultsLeft = from.faultsLeft.clone();
    readsLeft = from.readsLeft;
    commitsLeft = from.commitsLeft;
  }

  /** The same, to go on in another way. What happens is written in the same journal. */
  Schedule copy() {
    return new Schedule(this);
  }

  Setup setup() {
    return setup;
  }

  World world() {
    return world;
  }

  /** Whether anything may still begin. */
  boolean hasMore() {
    return readsLeft > 0 || commitsLeft > 0;
  }

  int readsLeft() {
    return readsLeft;
  }

  int commitsLeft() {
    return commitsLeft;
  }

  boolean left(Fault fault) {
    return faultsLeft[fault.index()] > 0;
  }

  static int start(int reader, int owner, boolean fresh) {
    return Kind.START.of(reader << READER_SHIFT | owner << 1 | (fresh ? 1 : 0));
  }

  /** Of the subject of a start. */
  static int reader(int subject) {
    return subject >> READER_SHIFT;
  }

  /** Of the subject of a start. */
  static int owner(int subject) {
    return (subject & ((1 << READER_SHIFT) - 1)) >> 1;
  }

  /** Of the subject of a start. */
  static boolean fresh(int subject) {
    return (subject & 1) == 1;
  }

  void perform(int code) {
    Kind kind = Kind.kind(code);
    if (kind.fault != null) {
      faultsLeft[kind.fault.index()]--;
    }
    Promises.check(world, perform(kind, Kind.subject(code)));
  }

  /** Returns the owner whom it may have touched. */
  private int perform(Kind kind, int subject) {
    return switch (kind) {
      case TICK -> {
        world.tick();
        yield 0;
      }
      case COMMIT -> {
        commitsLeft--;
        world.commit(subject);
        yield Serial.owner(subject);
      }
      case INDEX -> {
        world.table().index(subject);
        yield subject;
      }
      case START -> {
        readsLeft--;
        Reader reader = world.reader(reader(subject));
        reader.start(owner(subject), fresh(subject));
        yield reader.owner();
      }
      case STEP -> advance(subject, Part.Call.WORKS);
      case CALL_FAILS -> advance(subject, Part.Call.FAILS);
      case REPLY_LOST -> advance(subject, Part.Call.REPLY_LOST);
      case FOREIGN_PAGE -> advance(subject, Part.Call.FOREIGN_PAGE);
      case EVICT,
          PURGE,
          EXPIRED,
          REDRIVE,
          REPLAY,
          EVICT_FAILS,
          EVICT_REPLY_LOST,
          PURGE_FAILS,
          PURGE_REPLY_LOST,
          DUPLICATE,
          DEAD_LETTER ->
          handle(kind, world.deliveries().get(subject));
      case PURGE_BATCH -> purgeBatch(Part.Call.WORKS);
      case PURGE_BATCH_FAILS -> purgeBatch(Part.Call.FAILS);
      case PURGE_BATCH_REPLY_LOST -> purgeBatch(Part.Call.REPLY_LOST);
      case LOSE_PAGES, LOSE_FENCE, LOSE_MARK, LOSE_HEAT -> {
        world.lose(kind, subject);
        yield Shelf.ownerOf(subject);
      }
      case FLUSH, RESTART, REPLICA_LAGS, PROMOTE -> {
        world.disturb(kind);
        yield 0;
      }
      case GOVERNOR_AWAY, GOVERNOR_BACK -> {
        world.invalidator().state().setAway(kind == Kind.GOVERNOR_AWAY);
        yield 0;
      }
    };
  }

  private int advance(int reader, Part.Call call) {
    Reader reading = world.reader(reader);
    int owner = reading.owner();
    reading.advance(call);
    return owner;
  }

  private int handle(Kind kind, Message message) {
    Evictions evictions = world.evictions();
    switch (kind) {
      case EVICT -> evictions.evict(message, false);
      case EVICT_REPLY_LOST -> evictions.evict(message, true);
      case EVICT_FAILS -> evictions.failed(message);
      case PURGE -> purge(message, Part.Call.WORKS);
      case PURGE_FAILS -> purge(message, Part.Call.FAILS);
      case PURGE_REPLY_LOST -> purge(message, Part.Call.REPLY_LOST);
      case EXPIRED -> evictions.expired(message);
      case REDRIVE -> evictions.redrive(message);
      case REPLAY -> evictions.replay(message);
      case DUPLICATE -> evictions.duplicate(message);
      case DEAD_LETTER -> evictions.deadLetter(message);
      default -> throw new IllegalArgumentException("not of a message: " + kind);
    }
    return message.change.owner();
  }

  private void purge(Message message, Part.Call call) {
    world.evictions().purge(List.of(message), call);
  }

  /** Returns the first owner whom it touched, as the others are checked here. */
  private int purgeBatch(Part.Call call) {
    List<Message> batch = world.deliveries().due(world.time());
    world.evictions().purge(batch, call);
    batch.stream().skip(1).forEach(message -> Promises.check(world, message.change.owner()));
    return batch.getFirst().change.owner();
  }

  /** Equal for states that can go on in the same ways. */
  long hash() {
    return Hash.of(world.hash(), readsLeft, commitsLeft, Hash.of(faultsLeft));
  }
}
