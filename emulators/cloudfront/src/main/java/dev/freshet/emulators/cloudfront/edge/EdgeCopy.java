package dev.freshet.emulators.cloudfront.edge;

import java.time.Instant;
import java.util.Set;

/**
 * An object in the store of an edge location.
 *
 * @param target path and query
 * @param tags in lower case
 * @param expires when the origin is asked again
 */
public record EdgeCopy(
    String location, String target, Set<String> tags, Instant stored, Instant expires) {}
