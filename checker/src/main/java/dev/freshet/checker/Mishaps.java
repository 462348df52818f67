package dev.freshet.checker;

import dev.freshet.viewcache.memory.ViewSlot;
import java.util.List;

/** What can go wrong next in a schedule. */
final class Mishaps {
  private Mishaps() {}

  /** Adds all that can. */
  static void add(Schedule schedule, Actions possible) {
    World world = schedule.world();
    if (schedule.left(Fault.CALL) || schedule.left(Fault.FOREIGN)) {
      for (int reader = 0; reader < world.readers(); reader++) {
        callFaults(schedule, reader, possible);
      }
    }
    List<Message> messages = world.deliveries().messages();
    for (int i = 0; i < messages.size(); i++) {
      messageFaults(schedule, messages.get(i), possible);
    }
    if (world.deliveries().dueCount(world.time()) > 1) {
      add(schedule, possible, Kind.PURGE_BATCH_FAILS, 0);
      add(schedule, possible, Kind.PURGE_BATCH_REPLY_LOST, 0);
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
    if (message.isDue(schedule.world().time())) {
      add(schedule, possible, Kind.PURGE_FAILS, serial);
      add(schedule, possible, Kind.PURGE_REPLY_LOST, serial);
    }
    if (message.state != Message.State.EVICT) {
      return;
    }
    add(schedule, possible, Kind.EVICT_FAILS, serial);
    add(schedule, possible, Kind.EVICT_REPLY_LOST, serial);
    add(schedule, possible, Kind.DEAD_LETTER, serial);
    if (!schedule.world().deliveries().areMany()) {
      add(schedule, possible, Kind.DUPLICATE, serial);
    }
  }

  private static void memoryFaults(World world, int owner, Actions possible) {
    for (int view = 0; view < world.shelf().names().size(); view++) {
      ViewSlot slot = world.redis().slot(owner, view);
      int subject = Shelf.slot(owner, view);
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
