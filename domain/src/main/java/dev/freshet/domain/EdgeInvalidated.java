package dev.freshet.domain;

import java.util.List;

/**
 * CloudFront accepted a purge of these tags.
 *
 * @param invalidationId CloudFront's id of the invalidation
 */
public record EdgeInvalidated(
    String invalidationId, List<CacheTag> tags, List<String> correlationIds) {

  public static final String TYPE = "EdgeInvalidated";

  public EdgeInvalidated {
    tags = List.copyOf(tags);
    correlationIds = List.copyOf(correlationIds);
  }
}
