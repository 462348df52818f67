package dev.freshet.viewcache.redis;

import java.time.Duration;

/**
 * Where Redis is and how long to wait for it.
 *
 * @param url {@code redis://host:port}, or {@code rediss://} for TLS
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

  /** Enough for TCP, TLS and the handshake within a region, not enough to be felt as an outage. */
  static final Duration CONNECT_TIMEOUT = Duration.ofMillis(250);

  /** Nobody waits for an eviction but the queue that brings it back. */
  static final Duration EVICT_TIMEOUT = Duration.ofSeconds(1);

  /** With the timeouts that production has. */
  public static RedisSettings of(String url, boolean cluster) {
    return new RedisSettings(url, cluster, COMMAND_TIMEOUT, CONNECT_TIMEOUT, EVICT_TIMEOUT);
  }
}
