package dev.freshet.viewcache;

import java.util.UUID;

/**
 * A token that exists in the cache exactly while nothing of its view was evicted since it was made.
 * A reader that reads the fence before loading and finds it unchanged when filling has loaded
 * nothing stale.
 *
 * @param token never used twice, or an old load would pass for a new one
 */
public record Fence(String token) {

  public Fence {
    if (token.isEmpty()) {
      throw new IllegalArgumentException("a fence needs a token");
    }
  }

  /** A fence that was never there before: 122 random bits. */
  public static Fence random() {
    return new Fence(UUID.randomUUID().toString());
  }
}
