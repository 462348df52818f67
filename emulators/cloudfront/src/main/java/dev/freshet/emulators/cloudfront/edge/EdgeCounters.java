package dev.freshet.emulators.cloudfront.edge;

/**
 * What the edge has done since it started, all points of presence together.
 *
 * @param originRequests requests sent to the origin, revalidations among them.
 * @param invalidations invalidations that have completed.
 * @param purgedObjects objects that invalidations removed.
 * @param objects objects stored now.
 */
public record EdgeCounters(
    long requests,
    long hits,
    long refreshHits,
    long misses,
    long errors,
    long originRequests,
    long invalidations,
    long purgedObjects,
    long objects) {}
