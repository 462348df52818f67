package dev.freshet.checker.model;

import java.util.List;

/** The possible next actions of a schedule. */
public final class Moves {
  private Moves() {}

  /** Adds all possible ones. */
  public static void all(Schedule schedule, Actions possible) {
    progress(schedule, possible);
    Mishaps.add(schedule, possible);
  }

  /**
   * Whether this action is possible. Unlike {@link #all}, allows any idle reader to start, omitted
   * commits and batches of one, because the shrinker removes actions.
   */
  public static boolean allow(Schedule schedule, int action, Actions scratch) {
    int subject = Kind.subject(action);
    World world = schedule.world();
    return switch (Kind.kind(action)) {
      case START -> schedule.readsLeft() > 0 && startable(schedule, subject);
      case COMMIT -> schedule.commitsLeft() > 0;
      case REPAIR -> schedule.left(Fault.MESSAGE);
      case TAKE_ALL ->
          subject < world.workers().size()
              && world.worker(subject).idle()
              && !world.queues().due(world.time()).isEmpty();
      default -> {
        scratch.clear();
        all(schedule, scratch);
        yield scratch.contains(action);
      }
    };
  }

  private static boolean startable(Schedule schedule, int subject) {
    World world = schedule.world();
    Request request = Request.of(subject);
    Cast cast = schedule.setup().cast();
    return Request.reader(subject) < world.readers().size()
        && request.page() < cast.pages()
        && world.reader(Request.reader(subject)).idle()
        && (!request.fresh() || world.table().token(request.owner()) != Table.NO_TOKEN);
  }

  /** Adds all actions except faults. */
  public static void progress(Schedule schedule, Actions possible) {
    settling(schedule, possible);
    commits(schedule, possible);
    reads(schedule, possible);
  }

  /** Adds the possible commits. */
  public static void commits(Schedule schedule, Actions possible) {
    World world = schedule.world();
    if (schedule.commitsLeft() > 0 && !world.queues().areCrowded()) {
      for (int owner = 0; owner < schedule.setup().cast().owners(); owner++) {
        possible.add(Kind.COMMIT.of(world.queues().next(owner)));
      }
    }
  }

  /** Adds the possible starts of reads. */
  public static void reads(Schedule schedule, Actions possible) {
    World world = schedule.world();
    if (schedule.readsLeft() > 0) {
      for (int reader = 0; reader < world.readers().size(); reader++) {
        if (firstIdle(world, reader)) {
          starts(schedule, reader, possible);
        }
      }
    }
  }

  /** Of equal idle readers, only the first may start. */
  private static boolean firstIdle(World world, int reader) {
    Reader candidate = world.reader(reader);
    for (int i = 0; i < reader && candidate.idle(); i++) {
      Reader earlier = world.reader(i);
      if (earlier.idle() && earlier.hash() == candidate.hash()) {
        return false;
      }
    }
    return candidate.idle();
  }

  private static void starts(Schedule schedule, int reader, Actions possible) {
    Cast cast = schedule.setup().cast();
    for (int owner = 0; owner < cast.owners(); owner++) {
      boolean wrote = schedule.world().table().token(owner) != Table.NO_TOKEN;
      for (int page = 0; page < cast.pages(); page++) {
        possible.add(new Request(owner, page, false, false).by(reader));
        possible.add(new Request(owner, page, false, true).by(reader));
        if (cast.freshReads() && wrote) {
          possible.add(new Request(owner, page, true, false).by(reader));
        }
      }
    }
  }

  /** Adds the continuations of started work, and the passing of time. */
  public static void settling(Schedule schedule, Actions possible) {
    World world = schedule.world();
    boolean due = reading(world, possible);
    evicting(world, possible);
    working(world, possible);
    for (int place = 0; place < world.edge().places(); place++) {
      if (world.edge().isMissing(place)) {
        possible.add(Kind.EFFECT.of(place));
      }
    }
    due |= world.edge().due(world.time(), world.timing().purgeTicks());
    if (!due && world.passed() < schedule.setup().limits().horizon()) {
      possible.add(Kind.TICK.of(0));
    }
    for (int caller : world.store().lateCallers()) {
      possible.add(Kind.LATE_WRITE.of(caller));
    }
    if (world.variant() == Variant.INDEX_LOAD) {
      indexing(schedule, possible);
    }
  }

  /** Whether an answer must arrive before time passes. */
  private static boolean reading(World world, Actions possible) {
    boolean due = false;
    List<Reader> readers = world.readers();
    for (int i = 0; i < readers.size(); i++) {
      Reader reader = readers.get(i);
      due |= reader.due();
      if (!reader.idle()) {
        possible.add(Kind.STEP.of(i));
        if (reader.mayKeepLife()) {
          possible.add(Kind.STORED_LIFE.of(i));
        }
      }
    }
    return due;
  }

  private static void evicting(World world, Actions possible) {
    List<Change> changes = world.queues().changes();
    for (int i = 0; i < changes.size(); i++) {
      possible.add(Kind.EVICT.of(changes.get(i).serial()));
    }
    for (int owner = 0; owner < world.setup().cast().owners(); owner++) {
      if (world.evictions().hasLate(owner)) {
        possible.add(Kind.LATE_EVICTION.of(owner));
      }
      if (world.promises().isRepairable(owner) && !world.queues().hasChangeOf(owner)) {
        possible.add(Kind.REPLAY.of(world.queues().next(owner)));
      }
    }
  }

  private static void working(World world, Actions possible) {
    for (int i = 0; i < world.workers().size(); i++) {
      if (!world.worker(i).idle()) {
        possible.add(Kind.WORK.of(i));
        continue;
      }
      int due = 0;
      List<Notice> notices = world.queues().notices();
      for (int j = 0; j < notices.size(); j++) {
        if (notices.get(j).isDue(world.time())) {
          possible.add(Kind.TAKE.of(Serial.taken(i, notices.get(j).serial())));
          due++;
        }
      }
      if (due > 1) {
        possible.add(Kind.TAKE_ALL.of(i));
      }
    }
  }

  private static void indexing(Schedule schedule, Actions possible) {
    Table table = schedule.world().table();
    for (int owner = 0; owner < schedule.setup().cast().owners(); owner++) {
      if (table.indexed(owner) < table.version(owner)) {
        possible.add(Kind.INDEX.of(owner));
      }
    }
  }
}
