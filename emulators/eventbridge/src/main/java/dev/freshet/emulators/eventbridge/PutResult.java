package dev.freshet.emulators.eventbridge;

/** What became of one entry of {@code PutEvents}. */
sealed interface PutResult {

  /** It is on the bus. */
  record Accepted(String eventId) implements PutResult {}

  /** It is not; the other entries of the request may be. */
  record Refused(String code, String message) implements PutResult {}
}
