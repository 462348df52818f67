package dev.freshet.emulators.cloudfront.api;

import java.util.List;
import java.util.function.Function;

/**
 * One page of ListInvalidations.
 *
 * @param marker the id after which the page starts; empty for the first page.
 */
record InvalidationPage(
    String marker,
    int maxItems,
    List<Invalidation> shown,
    boolean truncated,
    Function<Invalidation, String> status) {

  static InvalidationPage of(Invalidations invalidations, String marker, int maxItems) {
    List<Invalidation> after =
        invalidations.newestFirst().stream()
            .dropWhile(each -> !marker.isEmpty() && !each.id().equals(marker))
            .skip(marker.isEmpty() ? 0 : 1)
            .toList();
    List<Invalidation> shown = after.stream().limit(maxItems).toList();
    return new InvalidationPage(
        marker, maxItems, shown, after.size() > shown.size(), invalidations::status);
  }
}
