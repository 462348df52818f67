package dev.freshet.invalidator.publisher;

/** What came of reading one record of the stream. */
sealed interface Reading {

  /** It says this. */
  record Legible(RecordedChange change) implements Reading {}

  /**
   * It cannot be read, now or later, so nobody can tell whose views it touches.
   *
   * @param reason for the log; repeats nothing of the record
   */
  record Poison(String sequenceNumber, String reason) implements Reading {}
}
