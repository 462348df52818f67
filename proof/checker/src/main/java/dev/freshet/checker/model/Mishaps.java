package dev.freshet.checker.model;

import dev.freshet.viewcache.memory.ViewSlot;
import java.util.List;

/** The possible next faults of a schedule. */
public final class Mishaps {
  private Mishaps() {}

  /** Adds all possible ones. */
  public static void add(Schedule schedule, Actions possible) {
    World world = schedule.world();
    for (int i = 0; i < world.readers().size(); i++) {
      reading(schedule, i, possible);
    }
    for (int i = 0; i < world.workers().size(); i++) {
      working(schedule, i, possible);
    }
    messages(schedule, possible);
    if (schedule.left(Fault.MEMORY)) {
      for (int owner = 0; owner < schedule.setup().cast().owners(); owner++) {
        memory(world, owner, possible);
      }
    }
    add(schedule, possible, Kind.FLUSH, 0);
    if (world.redis().replicaLags()) {
      possible.add(Kind.PROMOTE.of(0));
    } else {
      add(schedule, possible, Kind.REPLICA_LAGS, 0);
    }
  }

  private static void reading(Schedule schedule, int number, Actions possible) {
    Reader reader = schedule.world().reader(number);
    if (reader.idle()) {
      return;
    }
    add(schedule, possible, Kind.READER_STOPS, number);
    if (reader.callsCache()) {
      add(schedule, possible, Kind.CALL_FAILS, number);
      add(schedule, possible, Kind.REPLY_LOST, number);
    }
    if (reader.callsStore()) {
      add(schedule, possible, Kind.STORE_FAILS, number);
    }
    if (reader.writes()) {
      add(schedule, possible, Kind.STORE_REPLY_LOST, number);
      if (!schedule.world().store().hasLate(number)) {
        add(schedule, possible, Kind.STORE_LATE, number);
      }
    }
    if (reader.mayFindForeign()) {
      add(schedule, possible, Kind.FOREIGN_PAGE, number);
    }
  }

  private static void working(Schedule schedule, int number, Actions possible) {
    Worker worker = schedule.world().worker(number);
    if (worker.idle()) {
      return;
    }
    add(schedule, possible, Kind.WORKER_STOPS, number);
    if (worker.callsStore()) {
      add(schedule, possible, Kind.WORK_FAILS, number);
    }
    if (worker.writes()) {
      add(schedule, possible, Kind.WORK_REPLY_LOST, number);
      if (!schedule.world().store().hasLate(worker.caller())) {
        add(schedule, possible, Kind.WORK_LATE, number);
      }
    }
    if (worker.purges()) {
      add(schedule, possible, Kind.PURGE_REFUSED, number);
      add(schedule, possible, Kind.PURGE_FAILS, number);
      add(schedule, possible, Kind.PURGE_REPLY_LOST, number);
    }
  }

  private static void messages(Schedule schedule, Actions possible) {
    Queues queues = schedule.world().queues();
    boolean crowded = queues.areCrowded();
    List<Change> changes = queues.changes();
    for (int i = 0; i < changes.size(); i++) {
      int serial = changes.get(i).serial();
      add(schedule, possible, Kind.EVICT_FAILS, serial);
      add(schedule, possible, Kind.EVICT_REPLY_LOST, serial);
      add(schedule, possible, Kind.EVICT_LATE, serial);
      if (!crowded) {
        add(schedule, possible, Kind.CHANGE_TWICE, serial);
      }
    }
    List<Notice> notices = queues.notices();
    for (int i = 0; i < notices.size() && !crowded; i++) {
      add(schedule, possible, Kind.NOTICE_TWICE, notices.get(i).serial());
    }
    for (int owner = 0; owner < schedule.setup().cast().owners() && !crowded; owner++) {
      add(schedule, possible, Kind.REPAIR, queues.next(owner));
    }
  }

  private static void memory(World world, int owner, Actions possible) {
    for (int view = 0; view < world.shelf().names().size(); view++) {
      ViewSlot slot = world.redis().slot(owner, view);
      int subject = Shelf.slot(owner, view);
      if (!slot.pages().isEmpty()) {
        possible.add(Kind.LOSE_PAGES.of(subject));
      }
      if (slot.fence().isPresent()) {
        possible.add(Kind.LOSE_FENCE.of(subject));
      }
    }
  }

  private static void add(Schedule schedule, Actions possible, Kind kind, int subject) {
    if (kind.fault != null && schedule.left(kind.fault)) {
      possible.add(kind.of(subject));
    }
  }
}
