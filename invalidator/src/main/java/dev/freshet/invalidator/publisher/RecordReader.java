package dev.freshet.invalidator.publisher;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.freshet.domain.ItemKey;
import dev.freshet.domain.UserDataChanged.Kind;
import dev.freshet.invalidator.publisher.RecordedChange.WriterStamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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

  static Reading read(DynamodbStreamRecord record) {
    StreamRecord stream = record.getDynamodb();
    try {
      return new Reading.Legible(change(record, stream));
    } catch (IllegalArgumentException refused) {
      return new Reading.Poison(stream.getSequenceNumber(), String.valueOf(refused.getMessage()));
    }
  }

  private static RecordedChange change(DynamodbStreamRecord record, StreamRecord stream) {
    Kind kind = Kind.valueOf(record.getEventName());
    Optional<WriterStamp> stamp = stamp(kind, stream);
    return new RecordedChange(
        record.getEventID(),
        stream.getSequenceNumber(),
        ItemKey.parse(keyPart(stream, PARTITION_KEY), keyPart(stream, SORT_KEY)),
        kind,
        changedAttributes(kind, stream),
        committedAt(stream, stamp),
        stamp);
  }

  private static String keyPart(StreamRecord stream, String name) {
    AttributeValue value = orEmpty(stream.getKeys()).get(name);
    if (value == null || value.getS() == null) {
      throw new IllegalArgumentException("the key has no text " + name);
    }
    return value.getS();
  }

  private static SortedSet<String> changedAttributes(Kind kind, StreamRecord stream) {
    Map<String, AttributeValue> before =
        kind == Kind.INSERT ? Map.of() : image(stream.getOldImage(), "old");
    Map<String, AttributeValue> after =
        kind == Kind.REMOVE ? Map.of() : image(stream.getNewImage(), "new");
    Set<String> names = new HashSet<>(before.keySet());
    names.addAll(after.keySet());
    names.removeAll(NOT_SHOWN);
    names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
    return new TreeSet<>(names);
  }

  /** An item has its key at least, so an image without any attribute was left out of the record. */
  private static Map<String, AttributeValue> image(
      @Nullable Map<String, AttributeValue> image, String which) {
    if (orEmpty(image).isEmpty()) {
      throw new IllegalArgumentException(
          "the " + which + " image is missing: the stream needs NEW_AND_OLD_IMAGES");
    }
    return orEmpty(image);
  }

  /** A removal carries the stamp of the write before it, which says nothing about the removal. */
  private static Optional<WriterStamp> stamp(Kind kind, StreamRecord stream) {
    if (kind == Kind.REMOVE) {
      return Optional.empty();
    }
    Map<String, AttributeValue> item = orEmpty(stream.getNewImage());
    return Optional.ofNullable(item.get(CHANGED_AT))
        .flatMap(RecordReader::instant)
        .map(changedAt -> new WriterStamp(changedAt, text(item.get(CORRELATION_ID))));
  }

  /** Whoever writes by hand may stamp anything: what is no time is no stamp, the change counts. */
  private static Optional<Instant> instant(AttributeValue value) {
    try {
      return Optional.ofNullable(value.getN())
          .map(number -> Instant.ofEpochMilli(new BigDecimal(number).longValueExact()));
    } catch (ArithmeticException | NumberFormatException noTime) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(@Nullable AttributeValue value) {
    return Optional.ofNullable(value).map(AttributeValue::getS).filter(text -> !text.isBlank());
  }

  /**
   * DynamoDB rounds down to the second. A commit comes after its writer's stamp, so within that
   * second the stamp is the better bound.
   */
  private static Instant committedAt(StreamRecord stream, Optional<WriterStamp> stamp) {
    Date rounded = stream.getApproximateCreationDateTime();
    if (rounded == null) {
      throw new IllegalArgumentException("the record has no time");
    }
    Instant second = rounded.toInstant();
    return stamp
        .map(WriterStamp::changedAt)
        .filter(changedAt -> changedAt.isAfter(second) && changedAt.isBefore(second.plusSeconds(1)))
        .orElse(second);
  }

  private static Map<String, AttributeValue> orEmpty(@Nullable Map<String, AttributeValue> map) {
    return map == null ? Map.of() : map;
  }
}
