package dev.freshet.local.system;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Prints one line per step of a change, with the time since its commit. Thread-safe. */
public final class Narrator implements Consumer<ChangeStep> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  /** Changes whose commits are remembered: those of the last seconds. */
  private static final int REMEMBERED = 1_000;

  private final PrintStream out;
  private final Instant from;
  private final ZoneId zone;
  private final LinkedHashMap<String, Instant> commits = new LinkedHashMap<>();

  /**
   * Makes one.
   *
   * @param from changes that were made earlier are passed over
   */
  public Narrator(PrintStream out, Instant from, ZoneId zone) {
    this.out = out;
    this.from = from;
    this.zone = zone;
  }

  @Override
  public synchronized void accept(ChangeStep step) {
    if (step.kind() == ChangeStep.Kind.COMMITTED && !step.at().isBefore(from)) {
      remember(step);
    }
    Instant committed = commits.get(step.correlationId());
    if (committed != null) {
      out.println(line(step, committed));
    }
  }

  private void remember(ChangeStep step) {
    commits.putIfAbsent(step.correlationId(), step.at());
    if (commits.size() > REMEMBERED) {
      commits.pollFirstEntry();
    }
  }

  private String line(ChangeStep step, Instant committed) {
    return String.format(
            Locale.ROOT,
            "%s  %-12s %9s  %s",
            TIME.format(step.at().atZone(zone)),
            step.owner().replaceFirst("^u-", ""),
            step.kind() == ChangeStep.Kind.COMMITTED ? "" : since(committed, step.at()),
            text(step))
        .stripTrailing();
  }

  private static String since(Instant committed, Instant at) {
    return "+" + Duration.between(committed, at).toMillis() + " ms";
  }

  private static String text(ChangeStep step) {
    return switch (step.kind()) {
      case COMMITTED -> "committed        " + counted(step);
      case PUBLISHED -> "event published  " + String.join(", ", step.details());
      case EVICTED -> "Redis cleared    " + String.join(", ", step.details());
      case NO_LEASE_FOUND -> "no lease found   purged only if the lease table has one";
      case PURGE_ISSUED -> "purge issued     " + String.join(" ", step.details());
      case PURGED -> "edge purged";
    };
  }

  private static String counted(ChangeStep step) {
    return step.details().stream()
        .collect(Collectors.groupingBy(each -> each, LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(each -> each.getValue() == 1 ? each.getKey() : each.getKey() + " ×" + each.getValue())
        .collect(Collectors.joining(" "));
  }
}
