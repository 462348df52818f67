package dev.freshet.invalidator.governor;

import dev.freshet.domain.Event.Metadata;
import dev.freshet.domain.ViewsEvicted;

/** A message of the purge queue: Redis was cleared, see to the edge. */
public record EvictionNotice(String messageId, Metadata metadata, ViewsEvicted evicted) {

  /**
   * Names this eviction: the same when the message is delivered again, another when the change is
   * replayed and evicted anew.
   */
  String cause() {
    return metadata.idempotencyKey() + "@" + evicted.evictedAt().toEpochMilli();
  }
}
