package dev.freshet.bench.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The clients' tokens. A client fetches one with its first request after the last one ended. */
final class Tokens {
  private final Duration life;
  private final Map<Integer, Long> ends = new HashMap<>();

  Tokens(Duration life) {
    this.life = life;
  }

  /** When the token ends that the client uses now; no two tokens of a client end together. */
  long of(int client, long now) {
    return ends.merge(
        client, now + life.toMillis(), (known, fetched) -> known > now ? known : fetched);
  }
}
