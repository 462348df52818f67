package dev.freshet.invalidator.publisher;

import dev.freshet.domain.Event;
import dev.freshet.domain.Event.Metadata;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.invalidator.Digest;
import dev.freshet.invalidator.Envelope;
import dev.freshet.invalidator.publisher.RecordedChange.WriterStamp;
import dev.freshet.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes one event per owner out of the changes in a batch. Thread-safe. */
final class OwnerEvents {

  private final ViewCatalogue catalogue;

  OwnerEvents(ViewCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** An event, and the records that it tells of, in the stream's order. */
  record OwnerEvent(Event<UserDataChanged> event, String json, List<RecordedChange> changes) {
    List<StreamRecord> records() {
      return changes.stream().map(RecordedChange::record).toList();
    }

    /** Of the changes; the event itself goes on under one of them. */
    List<String> correlationIds() {
      return Stream.concat(
              Stream.of(event.metadata().correlationId()),
              changes.stream()
                  .flatMap(change -> change.stamp().stream())
                  .flatMap(stamp -> stamp.correlationId().stream()))
          .distinct()
          .toList();
    }
  }

  /** A change, its owner, and the views that show it. */
  record ShownChange(Owner owner, RecordedChange change, SortedSet<ViewName> views) {}

  /**
   * What of a record can be seen; empty if no view shows it.
   *
   * @throws IllegalArgumentException if the record cannot be read
   */
  Optional<ShownChange> shown(StreamRecord record) {
    RecordedChange change = RecordReader.read(record);
    SortedSet<ViewName> views = change.views(catalogue);
    return views.isEmpty()
        ? Optional.empty()
        : Optional.of(new ShownChange(change.key().owner().orElseThrow(), change, views));
  }

  /** The events in the order of their owners' first changes. */
  static List<OwnerEvent> of(List<ShownChange> changes) {
    Map<Owner, List<ShownChange>> byOwner = new LinkedHashMap<>();
    for (ShownChange shown : changes) {
      byOwner.computeIfAbsent(shown.owner(), _ -> new ArrayList<>()).add(shown);
    }
    List<OwnerEvent> events = new ArrayList<>();
    byOwner.forEach((owner, shown) -> addEvents(events, owner, shown));
    return events;
  }

  /** Splits changes that are too long for one event. A single change is one event of any length. */
  private static void addEvents(List<OwnerEvent> events, Owner owner, List<ShownChange> changes) {
    Event<UserDataChanged> event = event(owner, changes);
    String json = Json.write(event);
    if (changes.size() == 1
        || json.getBytes(StandardCharsets.UTF_8).length <= Envelope.MOST_BYTES) {
      events.add(new OwnerEvent(event, json, changes.stream().map(ShownChange::change).toList()));
      return;
    }
    int half = changes.size() / 2;
    addEvents(events, owner, changes.subList(0, half));
    addEvents(events, owner, changes.subList(half, changes.size()));
  }

  private static Event<UserDataChanged> event(Owner owner, List<ShownChange> shown) {
    SortedSet<ViewName> views = new TreeSet<>();
    shown.forEach(change -> views.addAll(change.views()));
    List<RecordedChange> changes = shown.stream().map(ShownChange::change).toList();
    return new Event<>(
        metadata(owner, changes),
        new UserDataChanged(
            owner, views, changes.stream().map(RecordedChange::change).distinct().toList()));
  }

  /**
   * Times and correlation id are those of the oldest change, which has waited longest; ids depend
   * on the records alone, so a batch that is delivered again makes the same events.
   */
  private static Metadata metadata(Owner owner, List<RecordedChange> changes) {
    List<String> cause = new ArrayList<>(List.of(owner.text()));
    changes.stream().map(RecordedChange::recordId).sorted().forEach(cause::add);
    String key = Digest.of(cause);
    Instant committedAt =
        changes.stream().map(RecordedChange::committedAt).min(Instant::compareTo).orElseThrow();
    Instant occurredAt =
        changes.stream()
            .flatMap(change -> change.stamp().stream())
            .map(WriterStamp::changedAt)
            .min(Instant::compareTo)
            .orElse(committedAt);
    return new Metadata(
        UserDataChanged.TYPE + "-" + key,
        Event.VERSION,
        occurredAt,
        committedAt,
        correlationId(changes, key),
        key);
  }

  private static String correlationId(List<RecordedChange> changes, String otherwise) {
    return changes.stream()
        .flatMap(change -> change.stamp().stream())
        .flatMap(stamp -> stamp.correlationId().stream())
        .findFirst()
        .orElse(otherwise);
  }
}
