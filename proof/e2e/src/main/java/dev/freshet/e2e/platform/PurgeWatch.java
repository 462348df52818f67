package dev.freshet.e2e.platform;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.emulators.cloudfront.api.Invalidation;
import dev.freshet.emulators.cloudfront.api.InvalidationListener;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Records the purges requested from an edge in this JVM, with their times. Thread-safe. */
public final class PurgeWatch implements InvalidationListener {
  private final Collection<Invalidation> invalidations = new ConcurrentLinkedQueue<>();

  @Override
  public void completed(Invalidation invalidation, Instant at) {
    invalidations.add(invalidation);
  }

  /** The time of the first later purge that covers this view of this user. */
  public Optional<Instant> firstSince(Instant since, UserId user, String view) {
    Set<String> items = itemsFor(Owner.of(user), new ViewName(view));
    return invalidations.stream()
        .filter(each -> !each.created().isBefore(since))
        .filter(each -> each.items().stream().anyMatch(items::contains))
        .map(Invalidation::created)
        .min(Comparator.naturalOrder());
  }

  private static Set<String> itemsFor(Owner owner, ViewName view) {
    return ViewCatalogue.FRESHET.tags(owner, view).stream()
        .map(CacheTag::invalidationItem)
        .collect(Collectors.toSet());
  }
}
