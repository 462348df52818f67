package dev.freshet.local.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.domain.EdgeInvalidated;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.emulators.eventbridge.BusEvent;
import dev.freshet.local.system.ChangeStep.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Follows changes by what passes over the bus and through the edge, without any function's help.
 * Keeps the last steps and tells listeners of each. Thread-safe.
 */
public final class ChangeLog {

  /** Some thousand changes: enough for any test, and a few megabytes. */
  private static final int KEPT = 20_000;

  private final InstantSource clock;
  private final List<Consumer<ChangeStep>> listeners = new CopyOnWriteArrayList<>();
  private final List<ChangeStep> steps = new ArrayList<>();
  private final Map<String, String> owners = new HashMap<>();
  private final Map<String, List<String>> announced = new HashMap<>();
  private final Map<String, Instant> purged = new HashMap<>();

  ChangeLog(InstantSource clock) {
    this.clock = clock;
  }

  /** Tells of every step from now on, on the thread that takes it: quick, and never throwing. */
  public void listen(Consumer<ChangeStep> listener) {
    listeners.add(listener);
  }

  /** The steps so far, in the order in which they were seen. */
  public synchronized List<ChangeStep> steps() {
    return List.copyOf(steps);
  }

  /** The steps of one change. */
  public List<ChangeStep> steps(String correlationId) {
    return steps().stream().filter(step -> step.correlationId().equals(correlationId)).toList();
  }

  void busEvent(BusEvent entry) {
    for (JsonNode event : entry.detail().path("events")) {
      switch (entry.detailType()) {
        case UserDataChanged.TYPE -> changed(event);
        case ViewsEvicted.TYPE -> evicted(event);
        case EdgeInvalidated.TYPE -> invalidated(event.path("data"));
        default -> {}
      }
    }
  }

  private void evicted(JsonNode event) {
    JsonNode evictions = event.at("/data/evictions");
    add(Kind.EVICTED, clock.instant(), event, texts(evictions, "view"));
    boolean flush = event.at("/data/unconditional").asBoolean();
    if (!flush && evictions.findValues("lease").stream().noneMatch(JsonNode::isObject)) {
      add(Kind.NO_LEASE_FOUND, clock.instant(), event, List.of());
    }
  }

  /** The edge has dropped what the invalidation names. */
  synchronized void purged(String invalidationId, Instant at) {
    purged.put(invalidationId, at);
    List<String> correlationIds = announced.get(invalidationId);
    if (correlationIds != null) {
      tellPurged(invalidationId, correlationIds);
    }
  }

  private void changed(JsonNode event) {
    Instant occurredAt = Instant.parse(event.at("/metadata/occurredAt").asText());
    add(Kind.COMMITTED, occurredAt, event, texts(event.at("/data/changes"), "item"));
    add(Kind.PUBLISHED, clock.instant(), event, texts(event.at("/data/views"), ""));
  }

  private synchronized void invalidated(JsonNode data) {
    String id = data.path("invalidationId").asText();
    List<String> correlationIds = texts(data.path("correlationIds"), "");
    List<String> tags = texts(data.path("tags"), "");
    announced.put(id, correlationIds);
    correlationIds.forEach(each -> add(Kind.PURGE_ISSUED, clock.instant(), each, tags));
    if (purged.containsKey(id)) {
      tellPurged(id, correlationIds);
    }
  }

  /** Only once both the announcement and the end of an invalidation are known, in either order. */
  private void tellPurged(String invalidationId, List<String> correlationIds) {
    Instant at = purged.remove(invalidationId);
    announced.remove(invalidationId);
    if (at != null) {
      correlationIds.forEach(each -> add(Kind.PURGED, at, each, List.of()));
    }
  }

  private void add(Kind kind, Instant at, JsonNode event, List<String> details) {
    String correlationId = event.at("/metadata/correlationId").asText();
    synchronized (this) {
      owners.put(correlationId, event.at("/data/owner").asText());
    }
    add(kind, at, correlationId, details);
  }

  private void add(Kind kind, Instant at, String correlationId, List<String> details) {
    ChangeStep step;
    synchronized (this) {
      String owner = owners.getOrDefault(correlationId, "");
      step = new ChangeStep(kind, at, correlationId, owner, details);
      steps.add(step);
      if (steps.size() > KEPT) {
        forgetOldest();
      }
    }
    listeners.forEach(listener -> listener.accept(step));
  }

  private void forgetOldest() {
    steps.subList(0, KEPT / 2).clear();
    owners.keySet().retainAll(steps.stream().map(ChangeStep::correlationId).toList());
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add((field.isEmpty() ? each : each.path(field)).asText()));
    return texts;
  }
}
