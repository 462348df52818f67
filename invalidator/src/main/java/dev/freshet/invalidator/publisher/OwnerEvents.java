package dev.freshet.invalidator.publisher;

import dev.freshet.domain.Event;
import dev.freshet.domain.Event.Metadata;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.invalidator.Digest;
import dev.freshet.invalidator.EventBus;
import dev.freshet.invalidator.publisher.RecordedChange.WriterStamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes one event per owner out of the changes in a batch. Thread-safe. */
final class OwnerEvents {

  /**
   * A quarter of what EventBridge takes: Lambda hands the event on together with the evictor's
   * result, in one SQS message of at most 256 KB.
   */
  static final int LONGEST_EVENT_BYTES = 64 * 1024;

  private final ViewCatalogue catalogue;

  OwnerEvents(ViewCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** An event, and where in its shard the first of the changes in it stands. */
  record OwnerEvent(EventBus.Entry entry, String firstSequenceNumber, int changes) {}

  /** A change, and the views of its owner in which it can be seen. */
  private record Shown(RecordedChange change, SortedSet<ViewName> views) {}

  /** The events in the order of their first changes; none for changes that no view shows. */
  List<OwnerEvent> of(List<RecordedChange> changes) {
    Map<Owner, List<Shown>> byOwner = new LinkedHashMap<>();
    for (RecordedChange change : changes) {
      Shown shown = new Shown(change, change.views(catalogue));
      if (!shown.views().isEmpty()) {
        Owner owner = change.key().owner().orElseThrow();
        byOwner.computeIfAbsent(owner, _ -> new ArrayList<>()).add(shown);
      }
    }
    List<OwnerEvent> events = new ArrayList<>();
    byOwner.forEach((owner, shown) -> addEvents(events, owner, shown));
    return events;
  }

  /** Halves what is too long for one event. A single change is published at whatever length. */
  private static void addEvents(List<OwnerEvent> events, Owner owner, List<Shown> changes) {
    EventBus.Entry entry = EventBus.Entry.of(UserDataChanged.TYPE, event(owner, changes));
    if (entry.bytes() <= LONGEST_EVENT_BYTES || changes.size() == 1) {
      events.add(
          new OwnerEvent(entry, changes.getFirst().change().sequenceNumber(), changes.size()));
      return;
    }
    int half = changes.size() / 2;
    addEvents(events, owner, changes.subList(0, half));
    addEvents(events, owner, changes.subList(half, changes.size()));
  }

  private static Event<UserDataChanged> event(Owner owner, List<Shown> shown) {
    SortedSet<ViewName> views = new TreeSet<>();
    shown.forEach(change -> views.addAll(change.views()));
    List<RecordedChange> changes = shown.stream().map(Shown::change).toList();
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
