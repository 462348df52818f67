package dev.freshet.invalidator.governor;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When this instance last purged which tag. What it has forgotten, or another instance did, is
 * purged once more. Not thread-safe.
 */
final class RecentPurges {
  private static final int MOST = 20_000;

  private final ViewCatalogue catalogue;
  private final Map<CacheTag, Instant> purges =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CacheTag, Instant> eldest) {
          return size() > MOST;
        }
      };

  RecentPurges(ViewCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * Notes a purge that CloudFront took.
   *
   * @param at before it was sent
   */
  void add(CacheTag tag, Instant at) {
    purges.put(tag, at);
  }

  /** When all copies of the view were last purged, by whichever of its tags. */
  Optional<Instant> last(Owner owner, ViewName view) {
    Instant last = null;
    for (CacheTag tag : catalogue.tags(owner, view)) {
      Instant purge = purges.get(tag);
      last = last == null || (purge != null && purge.isAfter(last)) ? purge : last;
    }
    return Optional.ofNullable(last);
  }
}
