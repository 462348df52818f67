package dev.freshet.viewcache.redis;

import io.lettuce.core.RedisURI;
import java.time.Duration;

/**
 * Where Redis is and how long to wait for it.
 *
 * @param url {@code redis://host:port}, or {@code rediss://} for TLS, as Lettuce reads it
 * @param cluster whether it is a cluster, as ElastiCache Serverless is
 * @param commandTimeout for a read or a fill
 * @param connectTimeout for a connection that is still being made
 * @param evictTimeout for an eviction, and for the connection if it has to be made first
 */
public record RedisSettings(
    String url,
    boolean cluster,
    Duration commandTimeout,
    Duration connectTimeout,
    Duration evictTimeout) {

  /** Half of the 100 ms budget of a read: a slow Redis must leave time for the table. */
  static final Duration COMMAND_TIMEOUT = Duration.ofMillis(50);

  /** TCP, TLS and the handshake in a process that is just starting; felt once, if Redis is mute. */
  static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);

  /** Nobody waits for an eviction but the queue that brings it back. */
  static final Duration EVICT_TIMEOUT = Duration.ofSeconds(1);

  /**
   * With the timeouts that production has, unless the URL says another one for commands, such as
   * {@code redis://localhost?timeout=1s} on a machine that is slow.
   *
   * @throws IllegalArgumentException if it is no URL of Redis
   */
  public static RedisSettings of(String url, boolean cluster) {
    Duration said = RedisURI.create(url).getTimeout();
    if (said.equals(RedisURI.DEFAULT_TIMEOUT_DURATION)) {
      return new RedisSettings(url, cluster, COMMAND_TIMEOUT, CONNECT_TIMEOUT, EVICT_TIMEOUT);
    }
    return new RedisSettings(
        url, cluster, said, longer(said, CONNECT_TIMEOUT), longer(said, EVICT_TIMEOUT));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
