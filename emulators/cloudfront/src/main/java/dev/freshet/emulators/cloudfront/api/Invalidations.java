package dev.freshet.emulators.cloudfront.api;

import dev.freshet.emulators.cloudfront.distribution.Distribution;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The invalidations of one distribution: what is accepted, what is in progress, what has completed.
 * Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html">CreateInvalidation</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/InvalidationLimits.html">Concurrent
 *     invalidation request maximum</a>
 */
public final class Invalidations {
  /** Paths without a wildcard and tags that may be in progress at one time. */
  public static final int MOST_IN_PROGRESS = 3_000;

  /** Paths with a wildcard that may be in progress at one time, beside the others. */
  public static final int MOST_WILDCARDS_IN_PROGRESS = 15;

  /** How many are remembered for listing and for repeated caller references. */
  private static final int REMEMBERED = 10_000;

  private final Propagation propagation;
  private final InstantSource clock;
  private final InvalidationRules rules;
  private final List<InvalidationListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Invalidation> byReference = new HashMap<>();
  private final LinkedHashMap<String, Invalidation> byId = new LinkedHashMap<>();
  private final Set<String> inProgress = new HashSet<>();
  private long completed;

  public Invalidations(Distribution distribution, Propagation propagation, InstantSource clock) {
    this.rules = new InvalidationRules(distribution);
    this.propagation = propagation;
    this.clock = clock;
  }

  public void onCompleted(InvalidationListener listener) {
    listeners.add(listener);
  }

  /** How many have completed. */
  public synchronized long completedCount() {
    return completed;
  }

  /** A repeated reference with the same items returns the existing invalidation. */
  Invalidation create(String callerReference, List<String> items) {
    Created created = accept(callerReference, items);
    if (created.isNew()) {
      propagation.start(created.invalidation(), () -> complete(created.invalidation()));
    }
    return created.invalidation();
  }

  private record Created(Invalidation invalidation, boolean isNew) {}

  private synchronized Created accept(String callerReference, List<String> items) {
    rules.check(callerReference, items);
    Invalidation earlier = byReference.get(callerReference);
    if (earlier != null) {
      return new Created(same(earlier, items), false);
    }
    Invalidation fresh = new Invalidation(newId(), clock.instant(), callerReference, items);
    checkRoomFor(fresh);
    byReference.put(callerReference, fresh);
    byId.put(fresh.id(), fresh);
    inProgress.add(fresh.id());
    forgetTheOldest();
    return new Created(fresh, true);
  }

  private static Invalidation same(Invalidation earlier, List<String> items) {
    if (!Set.copyOf(earlier.items()).equals(Set.copyOf(items))) {
      throw new ApiException(
          409,
          "InvalidationBatchAlreadyExists",
          "The caller reference was used before with other paths.");
    }
    return earlier;
  }

  private void checkRoomFor(Invalidation fresh) {
    List<Invalidation> running =
        inProgress.stream().map(byId::get).filter(each -> each != null).toList();
    long others = running.stream().mapToLong(Invalidation::others).sum() + fresh.others();
    long wildcards = running.stream().mapToLong(Invalidation::wildcards).sum() + fresh.wildcards();
    if (others > MOST_IN_PROGRESS || wildcards > MOST_WILDCARDS_IN_PROGRESS) {
      throw new ApiException(
          400,
          "TooManyInvalidationsInProgress",
          "You have exceeded the maximum number of allowable InProgress invalidations.");
    }
  }

  private void forgetTheOldest() {
    while (byId.size() > REMEMBERED && !inProgress.contains(byId.firstEntry().getKey())) {
      Invalidation oldest = byId.pollFirstEntry().getValue();
      byReference.remove(oldest.callerReference());
    }
  }

  private static String newId() {
    String random = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    return "I" + random.substring(0, 13);
  }

  private void complete(Invalidation invalidation) {
    synchronized (this) {
      inProgress.remove(invalidation.id());
      completed++;
    }
    Instant now = clock.instant();
    listeners.forEach(each -> each.completed(invalidation, now));
  }

  synchronized Optional<Invalidation> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  synchronized String status(Invalidation invalidation) {
    return inProgress.contains(invalidation.id()) ? "InProgress" : "Completed";
  }

  /** Newest first, as the API lists them. */
  synchronized List<Invalidation> newestFirst() {
    return new ArrayList<>(byId.sequencedValues().reversed());
  }
}
