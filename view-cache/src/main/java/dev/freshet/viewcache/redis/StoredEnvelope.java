package dev.freshet.viewcache.redis;

import dev.freshet.domain.Owner;
import dev.freshet.viewcache.Envelope;
import java.time.Instant;
import java.util.Optional;

/**
 * The format of an envelope in Redis: five lines. The scripts read the first two.
 *
 * <pre>
 * format version
 * loadedAt, epoch milliseconds
 * owner
 * etag
 * body, to the end
 * </pre>
 */
final class StoredEnvelope {

  /** To be raised when the lines change their meaning: scripts take any other version as a miss. */
  static final String FORMAT = "1";

  private static final int LINES = 5;

  private StoredEnvelope() {}

  static String write(Envelope envelope) {
    return String.join(
        "\n",
        FORMAT,
        Long.toString(envelope.loadedAt().toEpochMilli()),
        envelope.owner().text(),
        envelope.etag(),
        envelope.body());
  }

  /** Empty if the text is no envelope of this format. */
  static Optional<Envelope> read(String text) {
    String[] lines = text.split("\n", LINES);
    if (lines.length < LINES || !lines[0].equals(FORMAT)) {
      return Optional.empty();
    }
    try {
      Instant loadedAt = Instant.ofEpochMilli(Long.parseLong(lines[1]));
      return Optional.of(new Envelope(Owner.parse(lines[2]), loadedAt, lines[3], lines[4]));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // a line of the wrong shape
    }
  }
}
