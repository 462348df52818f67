package dev.freshet.soak;

import dev.freshet.emulators.lambda.functions.FunctionSpec;
import dev.freshet.local.system.ChangeStep;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.local.system.RunningStack;
import dev.freshet.local.system.SystemOptions;
import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.ReplayChanges;
import dev.freshet.table.read.TableReads;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs readers and writers against a separate system in rounds: a time without faults, a time of
 * faults, then the system settles and is compared with the writes.
 */
public final class Soak implements AutoCloseable {

  /** Each edge location has its own objects. */
  private static final int LOCATIONS = 2;

  private static final List<String> PATH =
      List.of("ChangePublisher", "EvictionDispatcher", "ViewEvictor", "EdgeInvalidator");
  private static final String NO_LIMIT = "100000000";
  private static final long PROGRESS = TimeUnit.SECONDS.toNanos(5);
  static final Duration STEP = Duration.ofMillis(50);

  private final SoakOptions options;
  private final PrintStream screen;
  private final SoakClock clock = new SoakClock();
  private final InstantSource wallClock = Clock.systemUTC();
  private final Violations violations = new Violations();
  private final FaultLog faults = new FaultLog();
  private final Tally tally = new Tally();
  private final Latencies latencies = new Latencies(faults);
  private final Cast cast;
  private final LocalSystem system;
  private final Shift.Work trouble;
  private final Settling settling;
  private final QuietCheck check;
  private final RunningStack stack;
  private long nextProgress;
  private volatile boolean stopped;

  /**
   * A system to soak: a large budget and quickly earned leases make many long copies; the auditor
   * samples few changes, so that its repairs hide no fault.
   */
  public static SystemOptions system(Path template) {
    return SystemOptions.of(template)
        .pointsOfPresence(LOCATIONS)
        .parameter("PaidPurgesPerMonth", NO_LIMIT)
        .parameter("SavedAnswersPerPaidPurge", "2")
        .parameter("AuditedChanges", "1-in-4096");
  }

  /**
   * Prepares a soak: creates its users and products.
   *
   * @param system not used by other clients
   */
  public Soak(LocalSystem system, SoakOptions options, PrintStream screen) {
    this.system = system;
    this.options = options;
    this.screen = screen;
    People people = new People(system.table());
    Person last = people.join("soak-last");
    List<Person> users = people.join("soak-", options.users());
    this.cast =
        new Cast(
            clock,
            new EdgeClient(system.url(), clock, latencies),
            users,
            new Tabs(system::token, clock),
            new Judge(users, violations, faults, tally),
            tally,
            LOCATIONS);
    Random random = new Random(options.seed());
    this.trouble =
        options
            .outage()
            .<Shift.Work>map(fault -> new Outage(system.faults(), faults, clock, fault)::run)
            .orElseGet(() -> new FaultSchedule(system.faults(), faults, clock, random)::run);
    this.settling = new Settling(system, cast, last, new Writer(cast, random));
    this.check = new QuietCheck(cast, new Reader(cast, random), new TableReads(system.table()));
    this.stack = RunningStack.of(system);
    system
        .changes()
        .listen(step -> {
          if (step.kind() == ChangeStep.Kind.PURGE_ISSUED) {
            tally.count("changes that were purged");
          }
        });
  }

  /** Ends a soak on another thread soon; it reports the results so far. */
  public void stop() {
    stopped = true;
  }

  /** Runs until the time or the operations are used up, or it is stopped. */
  public SoakReport run() throws InterruptedException {
    Shift readers = begin(options.readers(), 1_000, random -> new Reader(cast, random)::run);
    Shift watch = Shift.begin(List.of(new Stalls(faults, clock)::run), cast.judge(), clock);
    do {
      round();
    } while (!isOver());
    readers.end();
    watch.end();
    return report();
  }

  @Override
  public void close() {
    cast.edge().close();
  }

  private boolean isOver() {
    return stopped
        || clock.now() > options.time().toNanos()
        || tally.operations() >= options.operations();
  }

  private void round() throws InterruptedException {
    Instant begin = wallClock.instant();
    int failovers = failovers();
    Shift writers = begin(options.writers(), 2_000, random -> new Writer(cast, random)::run);
    goOn(options.calm());
    if (options.withFaults()) {
      Shift shift = Shift.begin(List.of(trouble), cast.judge(), clock);
      goOn(options.round());
      shift.end();
    }
    writers.end();
    if (!stopped) {
      checkOnceSettled(failovers() > failovers ? Optional.of(begin) : Optional.empty());
    }
  }

  private int failovers() {
    return faults.times().getOrDefault("redis-failover", 0);
  }

  /**
   * Checks every page.
   *
   * @param replayed changes since this time are replayed first, as operators do after a failover,
   *     which may undo evictions
   */
  private void checkOnceSettled(Optional<Instant> replayed) throws InterruptedException {
    progress("settling");
    try {
      boolean settled = settling.await(options.settling());
      if (settled && replayed.isPresent()) {
        progress("replaying, as Redis failed over");
        new ReplayChanges(stack).replay(replayed.get(), wallClock.instant().plusSeconds(1));
        settled = settling.await(options.settling());
      }
      if (settled) {
        progress("checking every page");
      }
      check.run();
      tally.count("times that everything settled");
    } catch (IOException | OperationFailedException e) {
      cast.judge().violate(Violation.Kind.BROKEN_SOAK, clock.now(), e.toString());
    }
  }

  private void goOn(Duration time) {
    long end = clock.now() + time.toNanos();
    while (clock.now() < end && !isOver()) {
      if (clock.now() >= nextProgress) {
        progress(faults.on().isEmpty() ? "calm" : String.join(", ", faults.on()));
      }
      SoakClock.pause(STEP);
    }
  }

  private void progress(String what) {
    nextProgress = clock.now() + PROGRESS;
    screen.printf(
        "%6d s  %7d operations  %d violations  %s%n",
        TimeUnit.NANOSECONDS.toSeconds(clock.now()), tally.operations(), violations.count(), what);
  }

  private Shift begin(int workers, int offset, Function<Random, Shift.Work> work) {
    return Shift.begin(
        IntStream.range(0, workers)
            .mapToObj(i -> work.apply(new Random(options.seed() + offset + i)))
            .toList(),
        cast.judge(),
        clock);
  }

  private SoakReport report() {
    Map<Boolean, List<Change>> byCalm =
        cast.people().stream()
            .flatMap(person -> person.changes().stream())
            .collect(Collectors.partitioningBy(this::wasCalm));
    return new SoakReport(
        options.seed(),
        TimeUnit.NANOSECONDS.toSeconds(clock.now()),
        !stopped,
        tally.operations(),
        tally.counts(),
        faults.times(),
        faults.stalls(),
        settling.deadLetters(),
        instances(),
        latencies.table(),
        staleness(byCalm.getOrDefault(true, List.of())),
        staleness(byCalm.getOrDefault(false, List.of())),
        violations.count(),
        violations.first());
  }

  /** The number of instances that each function of the path has had, including crashed ones. */
  private Map<String, Integer> instances() {
    return system.functions().specs().stream()
        .filter(function -> PATH.contains(function.logicalId()))
        .collect(
            Collectors.toMap(
                FunctionSpec::logicalId,
                function -> system.functions().coldStarts(function.name())));
  }

  /** Whether no fault was on while the change was made and could be missed. */
  private boolean wasCalm(Change change) {
    long missed =
        Stream.of(Tier.values())
            .mapToLong(tier -> change.missedFor(tier).orElse(0))
            .max()
            .orElse(0);
    long acked = change.ackedAt() == SoakClock.NEVER ? change.sentAt() : change.ackedAt();
    return faults.isCalm(change.sentAt(), acked + missed);
  }

  private static List<Staleness> staleness(List<Change> changes) {
    return Stream.of(Tier.EDGE, Tier.REDIS)
        .map(tier -> Staleness.of(tier, changes.stream()))
        .toList();
  }
}
