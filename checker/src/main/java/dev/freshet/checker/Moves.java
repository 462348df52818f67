package dev.freshet.checker;

import java.util.List;

/** What can happen next in a schedule. */
final class Moves {

  private Moves() {}

  /** Adds all that can happen. */
  static void all(Schedule schedule, Actions possible) {
    progress(schedule, possible);
    Mishaps.add(schedule, possible);
  }

  /**
   * Whether this can happen. Unlike {@link #all}, allows any reader to start that is idle, commits
   * to be left out and batches of one: schedules are cut.
   */
  static boolean allow(Schedule schedule, int action, Actions scratch) {
    int subject = Kind.subject(action);
    return switch (Kind.kind(action)) {
      case START -> schedule.readsLeft() > 0 && startable(schedule, subject);
      case COMMIT -> schedule.commitsLeft() > 0;
      case PURGE_BATCH -> anyDue(schedule.world());
      case PURGE_BATCH_FAILS, PURGE_BATCH_REPLY_LOST ->
          schedule.left(Fault.PURGE) && anyDue(schedule.world());
      default -> {
        scratch.clear();
        all(schedule, scratch);
        yield scratch.contains(action);
      }
    };
  }

  private static boolean anyDue(World world) {
    return world.deliveries().dueCount(world.time()) > 0;
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
    if (schedule.commitsLeft() > 0 && !world.deliveries().areMany()) {
      for (int owner = 0; owner < schedule.setup().owners(); owner++) {
        possible.add(Kind.COMMIT.of(world.deliveries().next(owner)));
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
    List<Message> messages = world.deliveries().messages();
    for (int i = 0; i < messages.size(); i++) {
      settling(world, messages.get(i), possible);
    }
    if (world.deliveries().dueCount(world.time()) > 1) {
      possible.add(Kind.PURGE_BATCH.of(0));
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
        if (message.isDue(world.time())) {
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
}
