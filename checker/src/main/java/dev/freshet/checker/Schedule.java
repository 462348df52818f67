package dev.freshet.checker;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which actions are possible in a world, and carrying one out. */
final class Schedule {

  /** More events on their way than anyone could read in a trace. */
  private static final int MOST_MESSAGES = 8;

  private final Setup setup;
  private final World world;
  private final Map<Fault, Integer> faultsLeft;
  private int readsLeft;
  private int commitsLeft;

  Schedule(Setup setup, Variant variant, Journal journal) {
    this.setup = setup;
    world = new World(setup, variant, journal);
    faultsLeft = new EnumMap<>(Fault.class);
    faultsLeft.putAll(setup.faults());
    readsLeft = setup.reads();
    commitsLeft = setup.commits();
  }

  World world() {
    return world;
  }

  /** Adds what can happen, but for faults. */
  void progress(Choices choices) {
    settling(choices);
    if (commitsLeft > 0 && world.evictions().messages().size() < MOST_MESSAGES) {
      for (int owner = 0; owner < setup.owners(); owner++) {
        choices.add(Kind.COMMIT.of(owner));
      }
    }
    if (readsLeft > 0) {
      for (int reader = 0; reader < world.readers().size(); reader++) {
        if (firstIdle(reader)) {
          starts(reader, choices);
        }
      }
    }
  }

  /** Readers with equal clocks are alike: of those that are idle, the first will do. */
  private boolean firstIdle(int reader) {
    List<Integer> clocks = setup.skew().readers();
    for (int earlier = 0; earlier < reader; earlier++) {
      boolean alike = clocks.get(earlier).equals(clocks.get(reader));
      if (alike && world.readers().get(earlier).idle()) {
        return false;
      }
    }
    return world.readers().get(reader).idle();
  }

  private void starts(int reader, Choices choices) {
    for (int owner = 0; owner < setup.owners(); owner++) {
      choices.add(Kind.START.of(reader << 8 | owner << 1));
      if (setup.freshReads() && world.table().token(owner) != Table.NO_TOKEN) {
        choices.add(Kind.START.of(reader << 8 | owner << 1 | 1));
      }
    }
  }

  /** Adds what ends what has begun, and the passing of time. */
  void settling(Choices choices) {
    boolean due = false;
    for (int reader = 0; reader < world.readers().size(); reader++) {
      Reader reading = world.readers().get(reader);
      due |= reading.due();
      if (!reading.idle()) {
        choices.add(Kind.STEP.of(reader));
      }
    }
    for (Message message : world.evictions().messages()) {
      switch (message.state) {
        case EVICT -> choices.add(Kind.EVICT.of(message.serial));
        case PURGE -> {
          if (world.evictions().purgeDue(message)) {
            choices.add(Kind.PURGE.of(message.serial));
          }
        }
        case DEAD_LETTER -> choices.add(Kind.REDRIVE.of(message.serial));
        case SETTLED -> {}
      }
    }
    if (!due && world.time() < setup.horizon()) {
      choices.add(Kind.TICK.of(0));
    }
    if (world.variant() == Variant.INDEX_LOAD) {
      for (int owner = 0; owner < setup.owners(); owner++) {
        if (world.table().indexed(owner) < world.table().version(owner)) {
          choices.add(Kind.INDEX.of(owner));
        }
      }
    }
  }

  /** Adds what can go wrong. */
  void faults(Choices choices) {
    if (left(Fault.CALL) || left(Fault.FOREIGN)) {
      for (int reader = 0; reader < world.readers().size(); reader++) {
        callFaults(reader, choices);
      }
    }
    for (Message message : world.evictions().messages()) {
      if (message.state == Message.State.EVICT) {
        add(choices, Kind.EVICT_FAILS, message.serial);
        add(choices, Kind.EVICT_REPLY_LOST, message.serial);
        add(choices, Kind.DEAD_LETTER, message.serial);
        if (world.evictions().messages().size() < MOST_MESSAGES) {
          add(choices, Kind.DUPLICATE, message.serial);
        }
      }
    }
    for (int owner = 0; left(Fault.MEMORY) && owner < setup.owners(); owner++) {
      memoryFaults(owner, choices);
    }
    add(choices, Kind.FLUSH, 0);
    add(choices, Kind.RESTART, 0);
  }

  private void callFaults(int reader, Choices choices) {
    Reader reading = world.readers().get(reader);
    if (reading.calls()) {
      add(choices, Kind.CALL_FAILS, reader);
      add(choices, Kind.REPLY_LOST, reader);
    }
    if (reading.reads() && reading.owner() + 1 < setup.owners()) {
      add(choices, Kind.FOREIGN_PAGE, reader);
    }
  }

  private void memoryFaults(int owner, Choices choices) {
    var slot = world.slot(owner);
    if (!slot.pages().isEmpty()) {
      choices.add(Kind.LOSE_PAGES.of(owner));
    }
    if (slot.fence().isPresent()) {
      choices.add(Kind.LOSE_FENCE.of(owner));
    }
    if (slot.mark().isPresent()) {
      choices.add(Kind.LOSE_MARK.of(owner));
    }
  }

  private void add(Choices choices, Kind kind, int subject) {
    if (kind.fault != null && left(kind.fault)) {
      choices.add(kind.of(subject));
    }
  }

  private boolean left(Fault fault) {
    return faultsLeft.getOrDefault(fault, 0) > 0;
  }

  void perform(int code) {
    Kind kind = Kind.kind(code);
    int subject = Kind.subject(code);
    if (kind.fault != null) {
      faultsLeft.merge(kind.fault, -1, Integer::sum);
    }
    world.check(perform(kind, subject));
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
        yield subject;
      }
      case INDEX -> {
        world.table().index(subject);
        yield subject;
      }
      case START -> {
        readsLeft--;
        int owner = (subject & 0xff) >> 1;
        world.readers().get(subject >> 8).start(owner, (subject & 1) == 1);
        yield owner;
      }
      case STEP -> advance(subject, Reader.Call.WORKS);
      case CALL_FAILS -> advance(subject, Reader.Call.FAILS);
      case REPLY_LOST -> advance(subject, Reader.Call.REPLY_LOST);
      case FOREIGN_PAGE -> advance(subject, Reader.Call.FOREIGN_PAGE);
      case EVICT, PURGE, REDRIVE, EVICT_FAILS, EVICT_REPLY_LOST, DUPLICATE, DEAD_LETTER ->
          handle(kind, world.evictions().message(subject));
      case LOSE_PAGES, LOSE_FENCE, LOSE_MARK -> {
        tell("Redis drops a key of " + Table.owner(subject) + ": " + kind);
        world.lose(kind, subject);
        yield subject;
      }
      case FLUSH, RESTART -> {
        tell("Redis forgets everything: " + kind);
        if (kind == Kind.FLUSH) {
          world.redis().flush();
        } else {
          world.redis().restart();
        }
        yield 0;
      }
    };
  }

  private void tell(String line) {
    if (world.journal().telling()) {
      world.journal().tell(world.time(), line);
    }
  }

  private int advance(int reader, Reader.Call call) {
    Reader reading = world.readers().get(reader);
    reading.advance(call);
    return reading.owner();
  }

  private int handle(Kind kind, Message message) {
    Evictions evictions = world.evictions();
    switch (kind) {
      case EVICT -> evictions.evict(message, false);
      case EVICT_REPLY_LOST -> evictions.evict(message, true);
      case EVICT_FAILS -> evictions.failed(message);
      case PURGE -> evictions.purgeOrSkip(message);
      case REDRIVE -> evictions.redrive(message);
      case DUPLICATE -> evictions.duplicate(message);
      case DEAD_LETTER -> evictions.deadLetter(message);
      default -> throw new IllegalArgumentException("not of a message: " + kind);
    }
    return message.change.owner;
  }

  long hash() {
    long faults = 0;
    for (Fault fault : Fault.values()) {
      faults = Hash.of(faults, faultsLeft.getOrDefault(fault, 0));
    }
    return Hash.of(world.hash(), readsLeft, commitsLeft, faults);
  }
}
