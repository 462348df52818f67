package dev.freshet.bench;

import java.time.Duration;

/**
 * What one rename cost. Times from the acknowledged commit.
 *
 * @param evictions calls of the evict script, each for all of the user's views that show the name
 * @param purges items that CloudFront was asked to invalidate, which is what is paid for
 * @param clear until Redis held none of these views
 * @param issued until the purge was accepted, the purge window included
 * @param purged until no point of presence answered with an old page
 */
record Rename(int evictions, int purges, Duration clear, Duration issued, Duration purged) {}
