package dev.freshet.viewcache.redis;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * A login whose password changes.
 *
 * @param user as Redis knows it
 * @param password called for each connection and each renewal; must be quick, and thread-safe
 * @param renewEvery interval after which an open connection logs in again
 */
public record RedisLogin(String user, Supplier<String> password, Duration renewEvery) {

  /** The password is a secret. */
  @Override
  public String toString() {
    return "RedisLogin[user=" + user + ", renewEvery=" + renewEvery + "]";
  }
}
