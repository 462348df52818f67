package dev.freshet.checker;

import dev.freshet.viewcache.memory.ViewSlot;
import java.util.List;

/** What can happen next in a schedule. */
final class Moves {

  /** More events on their way than anyone could read in a trace. */
  private static final int MOST_MESSAGES = 8;

  private Moves() {}

  /** Adds all that can happen. */
  static void all(Schedule schedule, Actions possible) {
    progress(schedule, possible);
    faults(schedule, possible);
  }

  /**
   * Whether this can happen. Unlike {@link #all}, allows any reader to start that is idle, and
   * commits to be left out: schedules are cut.
   */
  static boolean allow(Schedule schedule, int action, Actions scratch) {
    int subject = Kind.subject(action);
    return switch (Kind.kind(action)) {
      case START -> schedule.readsLeft() > 0 && startable(schedule, subject);
      case COMMIT -> schedule.commitsLeft() > 0;
      default -> {
        scratch.clear();
        all(schedule, scratch);
        yield scratch.contains(action);
      }
    };
  }

  private static boolean startable(Schedule schedule, int subject) {
    boolean wrote = schedule.world().table().token(Schedule.owner(subject)) != Table.NO_TOKEN;
    return schedule.world().reader(Schedule.reader(subject)).idle()
        && (wrote || !Schedule.fresh(subject));
  }

  /** Adds what can happen, but for faults. */
  static void progress(Schedule schedule, Actions possible) {
    settling(schedule, possible);
    World world = schedule.world();
    if (schedule.commitsLeft() > 0 && world.evictions().messages().size() < MOST_MESSAGES) {
      for (int owner = 0; owner < schedule.setup().owners(); owner++) {
        possible.add(Kind.COMMIT.of(world.evictions().next(owner)));
      }
    }
    if (schedule.readsLeft() > 0) {
      for (int reader = 0; reader < world.readers(); reader++) {
        if (firstIdle(world, reader)) {
          starts(schedule, reader, possible);
        }
      }
    }
  }

  /** Readers with equal clocks are alike: of those that are idle, the first will do. */
  private static boolean firstIdle(World world, int reader) {
    Reader candidate = world.reader(reader);
    for (int i = 0; i < reader; i++) {
      Reader earlier = world.reader(i);
      if (earlier.idle() && earlier.clock() == candidate.clock()) {
        return false;
      }
    }
    return candidate.idle();
  }

  private static void starts(Schedule schedule, int reader, Actions possible) {
    for (int owner = 0; owner < schedule.setup().owners(); owner++) {
      possible.add(Schedule.start(reader, owner, false));
      boolean wrote = schedule.world().table().token(owner) != Table.NO_TOKEN;
      if (schedule.setup().freshReads() && wrote) {
        possible.add(Schedule.start(reader, owner, true));
      }
    }
  }

  /** Adds what ends what has begun, and the passing of time. */
  static void settling(Schedule schedule, Actions possible) {
    World world = schedule.world();
    boolean due = false;
    for (int reader = 0; reader < world.readers(); reader++) {
      Reader reading = world.reader(reader);
      due |= reading.due();
      if (!reading.idle()) {
        possible.add(Kind.STEP.of(reader));
      }
    }
    List<Message> messages = world.evictions().messages();
    for (int i = 0; i < messages.size(); i++) {
      settling(world, messages.get(i), possible);
    }
    if (!due && world.time() < schedule.setup().limits().horizon()) {
      possible.add(Kind.TICK.of(0));
    }
    if (world.invalidator().state().isAway()) {
      possible.add(Kind.GOVERNOR_BACK.of(0));
    }
    if (world.variant() == Variant.INDEX_LOAD) {
      indexing(schedule, possible);
    }
  }

  private static void settling(World world, Message message, Actions possible) {
    switch (message.state) {
      case EVICT -> possible.add(Kind.EVICT.of(message.serial));
      case PURGE -> {
        if (world.time() >= message.dueFrom) {
          possible.add(Kind.PURGE.of(message.serial));
        }
      }
      case EXPIRE -> {
        if (world.time() >= message.dueFrom) {
          possible.add(Kind.EXPIRED.of(message.serial));
        }
      }
      case DEAD_LETTER -> possible.add(Kind.REDRIVE.of(message.serial));
      case UNDONE -> possible.add(Kind.REPLAY.of(message.serial));
      case SETTLED -> {}
    }
  }

  private static void indexing(Schedule schedule, Actions possible) {
    Table table = schedule.world().table();
    for (int owner = 0; owner < schedule.setup().owners(); owner++) {
      if (table.indexed(owner) < table.version(owner)) {
        possible.add(Kind.INDEX.of(owner));
      }
    }
  }

  /** Adds what can go wrong. */
  static void faults(Schedule schedule, Actions possible) {
    World world = schedule.world();
    if (schedule.left(Fault.CALL) || schedule.left(Fault.FOREIGN)) {
      for (int reader = 0; reader < world.readers(); reader++) {
        callFaults(schedule, reader, possible);
      }
    }
    List<Message> messages = world.evictions().messages();
    for (int i = 0; i < messages.size(); i++) {
      messageFaults(schedule, messages.get(i), possible);
    }
    if (schedule.left(Fault.MEMORY)) {
      for (int owner = 0; owner < schedule.setup().owners(); owner++) {
        memoryFaults(world, owner, possible);
      }
    }
    add(schedule, possible, Kind.FLUSH, 0);
    add(schedule, possible, Kind.RESTART, 0);
    if (world.redis().replicaLags()) {
      possible.add(Kind.PROMOTE.of(0));
    } else {
      add(schedule, possible, Kind.REPLICA_LAGS, 0);
    }
    if (!world.invalidator().state().isAway()) {
      add(schedule, possible, Kind.GOVERNOR_AWAY, 0);
    }
  }

  private static void callFaults(Schedule schedule, int reader, Actions possible) {
    Reader reading = schedule.world().reader(reader);
    if (reading.calls()) {
      add(schedule, possible, Kind.CALL_FAILS, reader);
      add(schedule, possible, Kind.REPLY_LOST, reader);
    }
    if (reading.reads() && reading.owner() + 1 < schedule.setup().owners()) {
      add(schedule, possible, Kind.FOREIGN_PAGE, reader);
    }
  }

  private static void messageFaults(Schedule schedule, Message message, Actions possible) {
    int serial = message.serial;
    if (message.state == Message.State.PURGE && schedule.world().time() >= message.dueFrom) {
      add(schedule, possible, Kind.PURGE_FAILS, serial);
      add(schedule, possible, Kind.PURGE_REPLY_LOST, serial);
    }
    if (message.state != Message.State.EVICT) {
      return;
    }
    add(schedule, possible, Kind.EVICT_FAILS, serial);
    add(schedule, possible, Kind.EVICT_REPLY_LOST, serial);
    add(schedule, possible, Kind.DEAD_LETTER, serial);
    if (schedule.world().evictions().messages().size() < MOST_MESSAGES) {
      add(schedule, possible, Kind.DUPLICATE, serial);
    }
  }

  private static void memoryFaults(World world, int owner, Actions possible) {
    for (int view = 0; view < world.views().size(); view++) {
      ViewSlot slot = world.slot(owner, view);
      int subject = World.slotNumber(owner, view);
      if (!slot.pages().isEmpty()) {
        possible.add(Kind.LOSE_PAGES.of(subject));
      }
      if (slot.fence().isPresent()) {
        possible.add(Kind.LOSE_FENCE.of(subject));
      }
      if (slot.mark().isPresent()) {
        possible.add(Kind.LOSE_MARK.of(subject));
      }
      if (slot.hotUntil().isPresent()) {
        possible.add(Kind.LOSE_HEAT.of(subject));
      }
    }
  }

  private static void add(Schedule schedule, Actions possible, Kind kind, int subject) {
    if (kind.fault != null && schedule.left(kind.fault)) {
      possible.add(kind.of(subject));
    }
  }
}
