package dev.freshet.operations.trace;

import dev.freshet.domain.CorrelationId;
import dev.freshet.operations.OperationFailedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the functions logged of one change, in the order of time. Changes of one owner that were
 * made at about the same time travel as one event, under the correlation id of one of them: lines
 * with that id are of this change, too.
 */
public final class Trace {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** With which a change has come to its end. */
  private static final Set<String> ENDS = Set.of("edge purged", "no purge needed");

  private final List<TraceLine> lines;

  private Trace(List<TraceLine> lines) {
    this.lines = lines;
  }

  /**
   * Collects the lines of a change.
   *
   * @throws OperationFailedException if this is no correlation id, or no line has it
   */
  public static Trace of(String correlationId, LogLines log)
      throws OperationFailedException, IOException {
    if (!CorrelationId.isWellFormed(correlationId)) {
      throw new OperationFailedException("'" + correlationId + "' is no correlation id");
    }
    Set<TraceLine> found = new LinkedHashSet<>(about(correlationId, log));
    Set<String> others =
        found.stream()
            .flatMap(line -> line.eventId().stream())
            .filter(id -> !id.equals(correlationId))
            .collect(Collectors.toSet());
    for (String other : others) {
      about(other, log).stream().filter(Trace::isOfTheEvent).forEach(found::add);
    }
    if (found.isEmpty()) {
      throw new OperationFailedException("no line of the log has " + correlationId);
    }
    return new Trace(found.stream().sorted(Comparator.comparing(TraceLine::at)).toList());
  }

  /**
   * How long after the write's answer the change was evicted from Redis; empty if it is not known.
   * Not since its commit: of that time, the stream may know the second only.
   */
  public static OptionalLong millisUntilEvicted(String correlationId, LogLines log)
      throws OperationFailedException, IOException {
    List<TraceLine> lines = about(correlationId, log);
    Optional<Instant> answered = first("answered", lines);
    return first("change evicted", lines)
        .flatMap(evicted -> answered.map(begin -> Duration.between(begin, evicted)))
        .map(took -> OptionalLong.of(Math.max(0, took.toMillis())))
        .orElse(OptionalLong.empty());
  }

  private static Optional<Instant> first(String message, List<TraceLine> lines) {
    return lines.stream()
        .filter(line -> line.message().equals(message))
        .map(TraceLine::at)
        .min(Comparator.naturalOrder());
  }

  private static List<TraceLine> about(String id, LogLines log)
      throws OperationFailedException, IOException {
    return log.with(id).stream()
        .flatMap(text -> TraceLine.parse(text).stream())
        .filter(line -> line.correlationIds().contains(id))
        .toList();
  }

  /** The other change's request, and how it was published, are no part of this one. */
  private static boolean isOfTheEvent(TraceLine line) {
    return !line.message().equals("answered") && line.eventId().isEmpty();
  }

  /** One line each, with the time since the first; the last one says whether it is at its end. */
  public String text() {
    Instant first = lines.getFirst().at();
    boolean ended = lines.stream().anyMatch(line -> ENDS.contains(line.message()));
    return lines.stream().map(line -> row(line, first)).collect(Collectors.joining())
        + (ended ? "The change is at its end.\n" : "The change is under way, or stuck here.\n");
  }

  private static String row(TraceLine line, Instant first) {
    String fields =
        line.fields().entrySet().stream()
            .map(field -> field.getKey() + "=" + field.getValue())
            .collect(Collectors.joining(" "));
    return String.format(
        Locale.ROOT,
        "%s %8s  %-18s %s%s%s%n",
        TIME.format(line.at()),
        "+" + Duration.between(first, line.at()).toMillis() + "ms",
        line.function(),
        line.level().equals("INFO") ? "" : line.level() + " ",
        line.message(),
        fields.isEmpty() ? "" : "  " + fields);
  }
}
