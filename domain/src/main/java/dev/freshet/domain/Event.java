package dev.freshet.domain;

import java.time.Instant;

/**
 * What travels on the bus: what happened, and by which marks it is recognised when it arrives
 * again, late or out of order. Delivery is at least once and unordered.
 */
public record Event<T>(Metadata metadata, T data) {

  /** The version of all event schemas. A reader refuses any other. */
  public static final String VERSION = "1";

  /** The source of all our events; the rules in the template match it. */
  public static final String SOURCE = "freshet";

  /**
   * By what an event is recognised and followed.
   *
   * @param id unique per event, the same when it is delivered again
   * @param version of the event's schema
   * @param occurredAt when the change was made, by the writer's clock
   * @param committedAt when the table took it, by the stream record
   * @param correlationId follows one change from the request to the purge
   * @param idempotencyKey the same for the same cause, even if it is published again
   */
  public record Metadata(
      String id,
      String version,
      Instant occurredAt,
      Instant committedAt,
      String correlationId,
      String idempotencyKey) {}
}
