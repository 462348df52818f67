package dev.freshet.emulators.eventbridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Arn;
import dev.freshet.emulators.lambda.functions.DelayedRuns;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The archives, and what is replayed from them. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_StartReplay.html">StartReplay</a>
 */
final class Replays implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("[.\\-_A-Za-z0-9]{1,64}");

  private final BusSettings settings;
  private final List<Archive> archives;
  private final Publisher publisher;
  private final InstantSource clock;
  private final Map<String, Replay> replays = new ConcurrentHashMap<>();
  private final DelayedRuns later = new DelayedRuns("bus replay");

  /** Puts an event on a bus for the rules with these ARNs, or for all if there are none. */
  interface Publisher {
    void publish(String bus, ObjectNode event, List<String> rules);
  }

  Replays(
      BusSettings settings, List<ArchiveSpec> archives, Publisher publisher, InstantSource clock) {
    this.settings = settings;
    this.archives = archives.stream().map(Archive::new).toList();
    this.publisher = publisher;
    this.clock = clock;
  }

  /** Keeps an event in the archives that it belongs to. */
  void archive(String bus, ObjectNode event) {
    archives.forEach(archive -> archive.offer(bus, event, clock.instant()));
  }

  /** What StartReplay was asked for. */
  record Order(
      String name,
      String archiveArn,
      Optional<Instant> from,
      Optional<Instant> to,
      String destinationArn,
      List<String> filter) {}

  /**
   * Begins to replay.
   *
   * @throws RequestRefusedException if that cannot be done, as EventBridge says it
   */
  Replay start(Order order) {
    Replay replay = check(order);
    if (replays.putIfAbsent(replay.name(), replay) != null) {
      throw new RequestRefusedException(
          "ResourceAlreadyExistsException", "Replay " + replay.name() + " already exists.");
    }
    later.run(Duration.ZERO, () -> run(replay));
    return replay;
  }

  Optional<Replay> find(String name) {
    return Optional.ofNullable(replays.get(name));
  }

  private Replay check(Order order) {
    if (!NAME.matcher(order.name()).matches()) {
      throw invalid("ReplayName", "It must match " + NAME + ".");
    }
    Archive archive =
        archives.stream()
            .filter(one -> one.spec().arn().equals(order.archiveArn()))
            .findFirst()
            .orElseThrow(() ->
                invalid("EventSourceArn", "Archive " + order.archiveArn() + " does not exist."));
    if (!Arn.parse(order.destinationArn()).name().equals(archive.spec().busName())) {
      throw invalid("Destination.Arn", "Cross event bus replay is not permitted.");
    }
    Instant from = order.from().orElseThrow(() -> invalid("EventStartTime", "It is required."));
    Instant to = order.to().orElseThrow(() -> invalid("EventEndTime", "It is required."));
    if (!from.isBefore(to)) {
      throw invalid("EventEndTime", "EventEndTime must be greater than EventStartTime.");
    }
    String arn =
        new Arn("aws", "events", settings.region(), settings.account(), "replay/" + order.name())
            .toString();
    return new Replay(
        order.name(),
        arn,
        archive,
        from,
        to,
        order.filter(),
        clock.instant(),
        Optional.empty(),
        Optional.empty());
  }

  private static RequestRefusedException invalid(String parameter, String reason) {
    return new RequestRefusedException(
        "ValidationException", "Parameter " + parameter + " is not valid. Reason: " + reason);
  }

  private void run(Replay replay) {
    ArchiveSpec archive = replay.archive().spec();
    for (ObjectNode event : replay.archive().between(replay.from(), replay.to(), clock.instant())) {
      ObjectNode again = event.deepCopy().put(Archive.REPLAY_NAME, replay.name());
      publisher.publish(archive.busName(), again, replay.filter());
      replays.computeIfPresent(
          replay.name(), (_, running) -> running.replayed(Archive.time(event)));
    }
    replays.computeIfPresent(replay.name(), (_, running) -> running.ended(clock.instant()));
  }

  @Override
  public void close() {
    later.close();
  }
}
