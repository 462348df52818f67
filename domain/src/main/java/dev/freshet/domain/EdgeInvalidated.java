package dev.freshet.domain;

import java.util.List;

/**
 * The edge was told to drop these tags.
 *
 * @param invalidationId CloudFront's name for it
 */
public record EdgeInvalidated(
    String invalidationId, List<CacheTag> tags, List<String> correlationIds) {

  public static final String TYPE = "EdgeInvalidated";

  public EdgeInvalidated {
    tags = List.copyOf(tags);
    correlationIds = List.copyOf(correlationIds);
  }
}
