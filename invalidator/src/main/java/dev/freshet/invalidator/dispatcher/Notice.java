package dev.freshet.invalidator.dispatcher;

import dev.freshet.domain.Event;
import dev.freshet.domain.Event.Metadata;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.invalidator.Digest;
import dev.freshet.invalidator.evictor.EvictionReply.Evicted;
import dev.freshet.invalidator.queue.Letter;
import dev.freshet.lambda.json.Json;
import dev.freshet.viewcache.ViewKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * That the views of a change were evicted.
 *
 * @param json of the event
 */
record Notice(Letter<UserDataChanged> change, Event<ViewsEvicted> event, String json) {
  /**
   * One for each change whose owner was evicted. What was found of a view goes with the first
   * change that names it, so that it is purged once.
   *
   * @param asked before the eviction, by the dispatcher's clock. It stands in for the time of the
   *     eviction if the clock of Redis is not to be relied on: an answer from before it is
   *     certainly from before the eviction
   */
  static List<Notice> of(
      List<Letter<UserDataChanged>> changes, Map<Owner, Evicted> evicted, Instant asked) {
    Set<ViewKey> told = new HashSet<>();
    List<Notice> notices = new ArrayList<>();
    for (Letter<UserDataChanged> change : changes) {
      Evicted done = evicted.get(change.event().data().owner());
      if (done != null) {
        notices.add(of(change, done, asked, told));
      }
    }
    return notices;
  }

  private static Notice of(
      Letter<UserDataChanged> change, Evicted done, Instant asked, Set<ViewKey> told) {
    UserDataChanged data = change.event().data();
    List<Eviction> evictions =
        data.views().stream()
            .map(view -> {
              boolean first = told.add(new ViewKey(done.owner(), view));
              return first ? found(done, new Eviction(view, null)) : new Eviction(view, null);
            })
            .toList();
    ViewsEvicted evicted =
        new ViewsEvicted(
            done.owner(),
            done.clocksApart() ? asked : done.at(),
            done.clocksApart() || data.flushes(),
            evictions);
    Event<ViewsEvicted> event = new Event<>(metadata(change.event().metadata()), evicted);
    return new Notice(change, event, Json.write(event));
  }

  private static Eviction found(Evicted done, Eviction nothing) {
    return done.found().stream()
        .filter(eviction -> eviction.view().equals(nothing.view()))
        .findFirst()
        .orElse(nothing);
  }

  private static Metadata metadata(Metadata cause) {
    return new Metadata(
        ViewsEvicted.TYPE + "-" + Digest.of(List.of(cause.idempotencyKey())),
        Event.VERSION,
        cause.occurredAt(),
        cause.committedAt(),
        cause.correlationId(),
        cause.idempotencyKey());
  }

  /** From the commit to the eviction; two clocks may differ by more than that took. */
  Duration delay() {
    Duration delay = Duration.between(event.metadata().committedAt(), event.data().evictedAt());
    return delay.isNegative() ? Duration.ZERO : delay;
  }
}
