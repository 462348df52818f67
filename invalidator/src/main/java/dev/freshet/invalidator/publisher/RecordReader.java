package dev.freshet.invalidator.publisher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.domain.ItemKey;
import dev.freshet.domain.UserDataChanged.Kind;
import dev.freshet.invalidator.publisher.RecordedChange.WriterStamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads records of the table's stream, as NEW_AND_OLD_IMAGES has them. Stateless. */
final class RecordReader {
  private static final String PARTITION_KEY = "pk";
  private static final String SORT_KEY = "sk";
  private static final String CHANGED_AT = "changedAt";
  private static final String CORRELATION_ID = "correlationId";

  /** Attributes that no view can show: a change of these alone is none. */
  private static final Set<String> NOT_SHOWN =
      Set.of(PARTITION_KEY, SORT_KEY, CHANGED_AT, CORRELATION_ID);

  private RecordReader() {}

  /**
   * Reads one record.
   *
   * @throws IllegalArgumentException if a part is missing or unknown; the message repeats nothing
   *     of the record
   */
  static RecordedChange read(StreamRecord record) {
    Kind kind = Kind.valueOf(text(record.json(), "eventName"));
    JsonNode before = kind == Kind.INSERT ? absent(record) : image(record, "OldImage");
    JsonNode after = kind == Kind.REMOVE ? absent(record) : image(record, "NewImage");
    // A removal carries the stamp of the write before it, which says nothing about the removal.
    Optional<WriterStamp> stamp = stamp(after);
    return new RecordedChange(
        record,
        text(record.json(), "eventID"),
        ItemKey.parse(keyPart(record, PARTITION_KEY), keyPart(record, SORT_KEY)),
        kind,
        changedAttributes(before, after),
        committedAt(record, stamp),
        stamp);
  }

  private static String text(JsonNode parent, String name) {
    JsonNode value = parent.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("the record has no text " + name);
    }
    return value.textValue();
  }

  private static String keyPart(StreamRecord record, String name) {
    return text(record.change().path("Keys").path(name), "S");
  }

  /** An item has its key at least, so an image without any attribute was left out of the record. */
  private static JsonNode image(StreamRecord record, String which) {
    JsonNode image = record.change().path(which);
    if (!image.isObject() || image.isEmpty()) {
      throw new IllegalArgumentException(
          "the record has no " + which + ": the stream needs NEW_AND_OLD_IMAGES");
    }
    return image;
  }

  private static JsonNode absent(StreamRecord record) {
    return record.change().path("");
  }

  private static SortedSet<String> changedAttributes(JsonNode before, JsonNode after) {
    Set<String> names = new HashSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    names.removeAll(NOT_SHOWN);
    names.removeIf(name -> before.path(name).equals(after.path(name)));
    return new TreeSet<>(names);
  }

  private static Optional<WriterStamp> stamp(JsonNode item) {
    Optional<String> correlationId =
        Optional.ofNullable(item.path(CORRELATION_ID).path("S").textValue())
            .filter(text -> !text.isBlank());
    return Optional.ofNullable(item.path(CHANGED_AT).path("N").textValue())
        .flatMap(RecordReader::instant)
        .map(changedAt -> new WriterStamp(changedAt, correlationId));
  }

  /** A hand-made item may hold anything: what is no time is no stamp, and the change counts. */
  private static Optional<Instant> instant(String millis) {
    try {
      return Optional.of(Instant.ofEpochMilli(new BigDecimal(millis).longValueExact()));
    } catch (ArithmeticException | NumberFormatException noTime) {
      return Optional.empty();
    }
  }

  /**
   * DynamoDB rounds down to the second. A commit comes after its writer's stamp, so within that
   * second the stamp is the better bound.
   */
  private static Instant committedAt(StreamRecord record, Optional<WriterStamp> stamp) {
    JsonNode rounded = record.change().path("ApproximateCreationDateTime");
    if (!rounded.isNumber()) {
      throw new IllegalArgumentException("the record has no time");
    }
    Instant second = Instant.ofEpochMilli(rounded.decimalValue().movePointRight(3).longValue());
    return stamp
        .map(WriterStamp::changedAt)
        .filter(changedAt -> changedAt.isAfter(second) && changedAt.isBefore(second.plusSeconds(1)))
        .orElse(second);
  }
}
