package dev.freshet.checker.model;

import dev.freshet.viewcache.Election;
import dev.freshet.viewcache.lease.GrantOutcome;
import dev.freshet.viewcache.lease.GrantStep;
import dev.freshet.viewcache.lease.LeasePart;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStoreUnavailableException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reader's request for a lease: executes the production steps, one call at a time. */
final class Granting {
  private final World world;
  private final Reader reader;

  private GrantStep step;
  private long madeAt;
  private int noted;
  private boolean allNoted = true;
  private List<LeasePart> parts = List.of();

  Granting(World world, Reader reader, GrantStep first) {
    this.world = world;
    this.reader = reader;
    step = first;
    madeAt = world.time();
  }

  /** Copies it for a copy of its world. */
  Granting(World world, Reader reader, Granting from) {
    this.world = world;
    this.reader = reader;
    step = from.step;
    madeAt = from.madeAt;
    noted = from.noted;
    allNoted = from.allNoted;
    parts = from.parts;
  }

  boolean callsStore() {
    return step instanceof GrantStep.ReadRecords || step instanceof GrantStep.WriteRecords;
  }

  boolean writes() {
    return step instanceof GrantStep.WriteRecords;
  }

  boolean callsCache() {
    return !callsStore();
  }

  boolean isEnded() {
    return step instanceof GrantStep.Ended;
  }

  boolean isGranted() {
    return step instanceof GrantStep.Ended ended && ended.outcome() == GrantOutcome.GRANTED;
  }

  /** The parts that got their lease by this request. */
  List<LeasePart> parts() {
    return parts;
  }

  Instant until() {
    return step instanceof GrantStep.Ended ended ? ended.until() : Instant.EPOCH;
  }

  void advance(Call call) {
    switch (step) {
      case GrantStep.Elect elect -> make(elect(elect, call));
      case GrantStep.ReadRecords read -> make(read(read, call));
      case GrantStep.WriteRecords write -> make(write(write, call));
      case GrantStep.NoteLeases note -> note(note, call);
      case GrantStep.Postpone postpone -> {
        if (call.isCarriedOut()) {
          world.cache().postpone(postpone.view(), postpone.generation(), GrantStep.Postpone.DELAY);
        }
        make(postpone.postponed());
      }
      case GrantStep.Ended _ -> throw new IllegalStateException("the grant is at its end");
    }
    if (step instanceof GrantStep.Ended ended) {
      reader.say(() -> "has its grant ended: " + Words.text(ended.outcome()));
    }
  }

  private GrantStep elect(GrantStep.Elect elect, Call call) {
    reader.say(() -> "wants to grant a lease" + call.text());
    Election election =
        call.isCarriedOut()
            ? world.cache().elect(elect.view(), elect.generation(), GrantStep.Elect.TURN)
            : new Election.NotElected();
    return elect.answered(call == Call.WORKS ? election : new Election.NotElected(), reader.now());
  }

  private GrantStep read(GrantStep.ReadRecords read, Call call) {
    reader.say(() -> "reads the leases" + call.text());
    if (call != Call.WORKS) {
      return read.unavailable();
    }
    Instant now = world.at(madeAt, reader.clock());
    Records records = world.store().read(read.query(now));
    GrantStep next = read.read(records, now);
    return next instanceof GrantStep.WriteRecords write
        ? BrokenRecords.granted(world.variant(), write, records)
        : next;
  }

  private GrantStep write(GrantStep.WriteRecords write, Call call) {
    reader.say(() -> "records " + Words.of(write.changed(), world) + call.text());
    if (world.variant() == Variant.RECORDED_LATE) {
      world.store().later(reader.number(), write.changed());
      return write.written(true);
    }
    try {
      boolean done = world.store().write(write.changed(), reader.number(), call);
      world.paid();
      return write.written(done);
    } catch (LeaseStoreUnavailableException _) {
      world.paid();
      return world.variant() == Variant.UNKNOWN_WRITTEN ? write.written(true) : write.unavailable();
    }
  }

  private void note(GrantStep.NoteLeases note, Call call) {
    parts = note.parts();
    LeasePart part = parts.get(noted++);
    boolean done =
        call.isCarriedOut() && world.cache().lease(part.view(), part.generation(), note.until());
    allNoted &= done && call == Call.WORKS;
    reader.say(() -> "notes the lease of " + part.view().view() + call.text());
    if (noted == parts.size()) {
      make(note.noted(allNoted));
    }
  }

  private void make(GrantStep next) {
    step = next;
    madeAt = world.time();
  }

  private @Nullable Records writing() {
    return step instanceof GrantStep.WriteRecords write ? write.changed() : null;
  }

  /** The request depends on the page alone, which is hashed elsewhere. */
  long hash() {
    long until = step instanceof GrantStep.NoteLeases note ? note.until().toEpochMilli() : 0;
    long requested =
        switch (step) {
          case GrantStep.Elect _ -> 1;
          case GrantStep.ReadRecords _ -> 2;
          case GrantStep.WriteRecords write ->
              Hash.of(world.store().dynamic(writing()), write.until().toEpochMilli());
          case GrantStep.NoteLeases _ -> 4;
          case GrantStep.Postpone postpone -> postpone.reason().name().hashCode();
          case GrantStep.Ended ended -> ended.outcome().name().hashCode();
        };
    return Hash.of(requested, until, madeAt, noted, allNoted ? 1 : 0);
  }
}
