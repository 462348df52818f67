package dev.freshet.viewcache.protocol;

import java.time.Duration;
import java.time.Instant;

/**
 * What a request is answered with.
 *
 * @param loadedAt when the page was read from the table, by the loader's clock
 * @param agreedAt when the page last agreed with the cache, if the edge may keep it
 * @param cacheTime spent waiting for the cache
 * @param loadTime spent loading, zero for a hit
 */
public record ServedView(
    String body,
    String etag,
    Instant loadedAt,
    Answer.Source source,
    EdgePolicy edge,
    Instant agreedAt,
    Duration cacheTime,
    Duration loadTime) {}
