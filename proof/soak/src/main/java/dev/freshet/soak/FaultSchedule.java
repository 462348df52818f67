package dev.freshet.soak;

import dev.freshet.local.faults.FaultPanel;
import dev.freshet.local.faults.FaultRefusedException;
import dev.freshet.local.faults.FaultStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches faults on and off at random, up to three at a time. Each occurs once before any repeats.
 * The seed determines faults, parameters and durations.
 */
final class FaultSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(FaultSchedule.class);
  private static final int MOST_AT_A_TIME = 3;
  private static final int LONGEST_MILLIS = 12_000;
  private static final int LONGEST_GAP_MILLIS = 2_500;
  private static final Duration STEP = Duration.ofMillis(50);

  private final FaultPanel panel;
  private final FaultLog log;
  private final SoakClock clock;
  private final Random random;
  private final Deque<String> deck = new ArrayDeque<>();
  private final Map<String, Long> ends = new HashMap<>();

  FaultSchedule(FaultPanel panel, FaultLog log, SoakClock clock, Random random) {
    this.panel = panel;
    this.log = log;
    this.clock = clock;
    this.random = random;
  }

  /** Runs until stopped, then switches all faults off. */
  void run(BooleanSupplier stopped) {
    long next = clock.now();
    while (!stopped.getAsBoolean()) {
      endThoseThatAreDue();
      if (clock.now() >= next && ends.size() < MOST_AT_A_TIME) {
        begin(draw());
        next = clock.now() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_GAP_MILLIS));
      }
      SoakClock.pause(STEP);
    }
    List.copyOf(ends.keySet()).forEach(this::end);
  }

  /** Omits the fault if Redis is too busy for the command. */
  private void begin(String fault) {
    log.began(fault, clock.now());
    try {
      panel.set(fault, settings(fault));
    } catch (FaultRefusedException e) {
      LOG.atWarn().addKeyValue("fault", fault).setCause(e).log("fault left out");
      log.ended(fault, clock.now());
      return;
    }
    long lasts = random.nextInt(LONGEST_MILLIS / 12, LONGEST_MILLIS);
    ends.put(fault, clock.now() + TimeUnit.MILLISECONDS.toNanos(lasts));
  }

  private void endThoseThatAreDue() {
    List.copyOf(ends.keySet()).stream()
        .filter(fault -> ends.getOrDefault(fault, 0L) <= clock.now())
        .forEach(this::end);
  }

  private void end(String fault) {
    panel.clear(fault);
    log.ended(fault, clock.now());
    ends.remove(fault);
  }

  /** The next fault that is not on. */
  private String draw() {
    if (deck.size() <= MOST_AT_A_TIME) {
      List<String> names = new ArrayList<>(panel.list().stream().map(FaultStatus::name).toList());
      Collections.shuffle(names, random);
      deck.addAll(names);
    }
    String fault = deck.stream().filter(name -> !ends.containsKey(name)).findFirst().orElseThrow();
    deck.removeFirstOccurrence(fault);
    return fault;
  }

  private Map<String, String> settings(String fault) {
    return switch (fault) {
      case "bus-duplicate" -> Map.of("rate", rate(0.2, 1), "times", "" + random.nextInt(2, 5));
      case "bus-delay" -> Map.of("rate", rate(0.2, 1), "by", millis(200, 4_000));
      case "bus-drop" -> Map.of("rate", rate(0.2, 1), "after", millis(500, 8_000));
      case "bus-reorder" ->
          Map.of("window", "" + random.nextInt(2, 12), "hold", millis(200, 2_000));
      case "function-crash" ->
          Map.of(
              "rate",
              rate(0.05, 0.2),
              "when",
              pick("start", "middle", "end"),
              "after",
              millis(1, 60));
      case "bus-refuses" -> Map.of("mode", pick("call", "entry"), "rate", rate(0.3, 1));
      case "queue-delayed" -> Map.of("rate", rate(0.2, 1), "by", millis(500, 4_000));
      case "redis-failover" -> Map.of("losing", millis(50, 1_000));
      case "late-eviction" -> Map.of("rate", rate(0.2, 1), "by", millis(1_000, 6_000));
      case "cloudfront-purge-delayed" -> Map.of("by", millis(1_000, 5_000));
      case "redis-wiped" -> Map.of("every", millis(300, 4_000));
      case "redis-full" -> Map.of("policy", pick("evict", "refuse"));
      case "table-throttled" ->
          Map.of("rate", rate(0.1, 0.5), "operations", pick("all", "reads", "writes"));
      case "table-slow" ->
          Map.of("rate", rate(0.1, 0.6), "operations", pick("all", "reads"), "by", millis(50, 900));
      case "cloudfront-throttled", "cloudfront-failing" -> Map.of("rate", rate(0.3, 1));
      case "cloudfront-slow" -> Map.of("by", millis(200, 3_000));
      default -> Map.of();
    };
  }

  private String rate(double least, double most) {
    return Double.toString(random.nextDouble(least, most));
  }

  private String millis(int least, int most) {
    return random.nextInt(least, most) + "ms";
  }

  private String pick(String... values) {
    return values[random.nextInt(values.length)];
  }
}
