package dev.freshet.invalidator.publisher;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.UserDataChanged.Change;
import dev.freshet.domain.UserDataChanged.Kind;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What one record of the stream says.
 *
 * @param record from which it was read
 * @param recordId unique in the stream, the same when the record is delivered again
 * @param attributes the names of those that differ between the old and the new image, without keys
 *     and bookkeeping
 * @param committedAt when the table took it, rounded down to the second by DynamoDB unless the
 *     writer's stamp is known to be closer
 * @param stamp what the writer left in the item; a removal and a writer that is not ours leave none
 */
record RecordedChange(
    StreamRecord record,
    String recordId,
    ItemKey key,
    Kind kind,
    SortedSet<String> attributes,
    Instant committedAt,
    Optional<WriterStamp> stamp) {

  /** Who caused the change, and when it was made by their clock. */
  record WriterStamp(Instant changedAt, Optional<String> correlationId) {}

  /** The views of the item's owner in which the change can be seen. */
  SortedSet<ViewName> views(ViewCatalogue catalogue) {
    return touchesBookkeepingOnly()
        ? Collections.emptySortedSet()
        : catalogue.showing(key, attributes);
  }

  Change change() {
    return new Change(key.type(), kind, attributes);
  }

  private boolean touchesBookkeepingOnly() {
    return kind == Kind.MODIFY && attributes.isEmpty();
  }
}
