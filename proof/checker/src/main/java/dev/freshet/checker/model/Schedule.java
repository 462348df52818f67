package dev.freshet.checker.model;

import dev.freshet.viewcache.ViewCache;
import java.util.List;
import java.util.function.UnaryOperator;

/** A world and its remaining bounds. Executes actions one after another. */
public final class Schedule {
  private final Setup setup;
  private final World world;
  private final int[] faultsLeft;
  private int readsLeft;
  private int commitsLeft;

  public Schedule(Setup setup, Variant variant, Journal journal) {
    this(setup, variant, journal, UnaryOperator.identity());
  }

  public Schedule(Setup setup, Variant variant, Journal journal, UnaryOperator<ViewCache> around) {
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

  /** Copies the schedule for another continuation. Both write to the same journal. */
  public Schedule copy() {
    return new Schedule(this);
  }

  public Setup setup() {
    return setup;
  }

  public World world() {
    return world;
  }

  /** Whether new work may still begin. */
  public boolean hasMore() {
    return readsLeft > 0 || commitsLeft > 0;
  }

  public int readsLeft() {
    return readsLeft;
  }

  public int commitsLeft() {
    return commitsLeft;
  }

  boolean left(Fault fault) {
    return faultsLeft[fault.index()] > 0;
  }

  public void perform(int code) {
    Kind kind = Kind.kind(code);
    if (kind.fault != null) {
      faultsLeft[kind.fault.index()]--;
    }
    perform(kind, Kind.subject(code));
  }

  private void perform(Kind kind, int subject) {
    switch (kind) {
      case TICK -> world.tick();
      case COMMIT -> {
        commitsLeft--;
        world.commit(subject);
      }
      case INDEX -> world.table().index(subject);
      case START -> {
        readsLeft--;
        world.reader(Request.reader(subject)).start(Request.of(subject));
      }
      case STEP -> world.reader(subject).advance(Call.WORKS);
      case STORED_LIFE -> world.reader(subject).arrive(true);
      case CALL_FAILS, STORE_FAILS -> world.reader(subject).advance(Call.FAILS);
      case REPLY_LOST, STORE_REPLY_LOST -> world.reader(subject).advance(Call.REPLY_LOST);
      case STORE_LATE -> world.reader(subject).advance(Call.LATE);
      case FOREIGN_PAGE -> world.reader(subject).advance(Call.FOREIGN_PAGE);
      case READER_STOPS -> world.reader(subject).stop();
      case EVICT -> evict(subject, Call.WORKS);
      case EVICT_FAILS -> evict(subject, Call.FAILS);
      case EVICT_REPLY_LOST -> evict(subject, Call.REPLY_LOST);
      case EVICT_LATE -> evict(subject, Call.LATE);
      case LATE_EVICTION -> world.evictions().arrive(subject);
      case TAKE ->
          world
              .worker(Serial.worker(subject))
              .take(List.of(world.queues().notice(Serial.message(subject))));
      case TAKE_ALL -> world.worker(subject).take(world.queues().due(world.time()));
      case WORK -> world.worker(subject).advance(Call.WORKS);
      case WORK_FAILS, PURGE_FAILS -> world.worker(subject).advance(Call.FAILS);
      case WORK_REPLY_LOST, PURGE_REPLY_LOST -> world.worker(subject).advance(Call.REPLY_LOST);
      case WORK_LATE -> world.worker(subject).advance(Call.LATE);
      case PURGE_REFUSED -> world.worker(subject).advance(Call.REFUSED);
      case WORKER_STOPS -> world.worker(subject).crash();
      case EFFECT -> world.edge().effect(subject);
      case LATE_WRITE -> world.lateWrite(subject);
      case REPLAY -> world.repair(subject, false);
      case REPAIR -> world.repair(subject, true);
      case CHANGE_TWICE -> world.queues().again(world.queues().change(subject));
      case NOTICE_TWICE -> world.queues().add(world.queues().notice(subject));
      case LOSE_PAGES, LOSE_FENCE -> world.lose(kind, subject);
      case FLUSH -> world.flush();
      case REPLICA_LAGS -> world.replicaStops();
      case PROMOTE -> world.promote();
    }
  }

  private void evict(int serial, Call call) {
    world.evictions().evict(world.queues().change(serial), call);
    world.promises().checkLost(Serial.owner(serial));
  }

  /** Equal for states with the same continuations. */
  public long hash() {
    return Hash.of(world.hash(), readsLeft, commitsLeft, Hash.of(faultsLeft));
  }
}
