package dev.freshet.emulators.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.eventbridge.PutResult.Accepted;
import dev.freshet.emulators.eventbridge.PutResult.Refused;
import dev.freshet.emulators.lambda.functions.EventBusPort;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.lambda.functions.QueueSender;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The EventBridge service of the local system: takes events, matches them with rules and delivers
 * them to targets, at least once and in no promised order. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public final class EventBuses implements EventBusPort, AutoCloseable {
  private final BusSettings settings;
  private final Rules rules;
  private final Deliveries deliveries;
  private final BusFaults faults = new BusFaults();
  private final List<Consumer<BusEvent>> taps = new CopyOnWriteArrayList<>();
  private final InstantSource clock;
  private final Replays replays;

  /**
   * Makes the buses with their rules and archives.
   *
   * @throws IllegalArgumentException if a rule's pattern is none
   */
  public EventBuses(
      BusSettings settings,
      List<RuleSpec> rules,
      List<ArchiveSpec> archives,
      Functions functions,
      QueueSender queues,
      InstantSource clock) {
    this.settings = settings;
    this.rules = new Rules(rules);
    this.deliveries = new Deliveries(settings, functions, queues, faults, clock);
    this.clock = clock;
    this.replays = new Replays(settings, archives, this::publish, clock);
  }

  /** Adds one who hears of every event, on the thread that puts it: quick, and never throwing. */
  public void tap(Consumer<BusEvent> watcher) {
    taps.add(watcher);
  }

  /** Faults on demand. */
  public BusFaults faults() {
    return faults;
  }

  /** How many deliveries are under way, waiting for a retry or held back by a fault. */
  public int deliveriesUnderWay() {
    return deliveries.underWay();
  }

  @Override
  public void put(
      String busName, String source, String detailType, List<String> resources, String detail) {
    publish(
        busName,
        event(
            new PutEntry(
                Optional.of(busName),
                Optional.of(source),
                Optional.of(detailType),
                Optional.of(detail),
                resources,
                Optional.empty()),
            Json.parseOrText(detail)));
  }

  /** The archives and what is replayed from them. */
  Replays replays() {
    return replays;
  }

  /** Drops deliveries that wait; those that run go on. */
  @Override
  public void close() {
    replays.close();
    deliveries.close();
  }

  PutResult put(PutEntry entry) {
    Optional<Refused> refusal = PutChecks.refusal(entry, settings).or(faults.puts()::ofEntry);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    JsonNode detail = entry.detail().flatMap(Json::parse).orElseThrow();
    ObjectNode event = event(entry, detail);
    publish(PutChecks.busName(entry), event);
    return new Accepted(event.path("id").asText());
  }

  private void publish(String bus, ObjectNode event) {
    replays.archive(bus, event);
    publish(bus, event, List.of());
  }

  /** For the rules with these ARNs, or for all if there are none. */
  private void publish(String bus, ObjectNode event, List<String> only) {
    List<RuleSpec> matched =
        rules.matching(bus, event).stream()
            .filter(rule -> only.isEmpty() || only.contains(rule.arn()))
            .toList();
    BusEvent seen = new BusEvent(bus, event, matched.stream().map(RuleSpec::name).toList());
    taps.forEach(tap -> tap.accept(seen));
    for (RuleSpec rule : matched) {
      rule.targets().forEach(target -> deliveries.deliver(rule, target, event));
    }
  }

  /**
   * The event that targets get.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html">Event
   *     structure</a>
   */
  private ObjectNode event(PutEntry entry, JsonNode detail) {
    ObjectNode event =
        Json.object()
            .put("version", "0")
            .put("id", UUID.randomUUID().toString())
            .put("detail-type", entry.detailType().orElse(""))
            .put("source", entry.source().orElse(""))
            .put("account", settings.account())
            .put(
                "time",
                entry.time().orElseGet(clock::instant).truncatedTo(ChronoUnit.SECONDS).toString())
            .put("region", settings.region());
    entry.resources().forEach(event.putArray("resources")::add);
    event.set("detail", detail);
    return event;
  }
}
