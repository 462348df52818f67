package dev.freshet.soak;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A browser tab: a person with one token, and the last ETag of each path. Thread-safe.
 *
 * @param expiresAt of the token
 */
record Tab(Person person, String token, long expiresAt, Map<String, Remembered> pages) {

  /** The ETags of the tab's copies, by path. */
  record Remembered(String etag, Seen seen) {}

  static Tab of(Person person, String token, long expiresAt) {
    return new Tab(person, token, expiresAt, new ConcurrentHashMap<>());
  }

  Optional<Remembered> remembered(String path) {
    return Optional.ofNullable(pages.get(path));
  }

  void remember(String path, Reply reply, Seen seen) {
    pages.put(path, new Remembered(reply.header("ETag"), seen));
  }
}
