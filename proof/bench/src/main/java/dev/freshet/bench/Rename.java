package dev.freshet.bench;

import java.time.Duration;

/**
 * The cost of one rename. Times start at the acknowledged commit.
 *
 * @param evictions calls of the evict script, each for all of the user's views that show the name
 * @param purges invalidated items of CloudFront, which are billed
 * @param clear until Redis held none of these views
 * @param issued until the purge was accepted, the purge window included
 * @param purged until no point of presence answered with an old page
 */
record Rename(int evictions, int purges, Duration clear, Duration issued, Duration purged) {}
