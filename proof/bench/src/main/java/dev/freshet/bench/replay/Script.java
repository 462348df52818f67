package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Event.Read;
import dev.freshet.bench.replay.Event.Write;
import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Collects the events of a workload in any order, within the run's time. */
final class Script {
  /** The time from a commit until its eviction. */
  private static final int QUICKEST_EVICTION = 100;

  private static final int SLOWEST_EVICTION = 1_000;

  private final Site site = new Site();
  private final List<Event> events = new ArrayList<>();
  private final RandomGenerator random;
  private final Duration length;

  Script(Duration length, RandomGenerator random) {
    this.length = length;
    this.random = random;
  }

  /** A uniformly random time in milliseconds since the run's start. */
  double anyTime() {
    return random.nextDouble() * length.toMillis();
  }

  void read(double millis, int client, Owner owner, View view, Collection<Owner> cards) {
    if (isWithin(millis)) {
      read(at(millis), client, site.page(owner, view, cards), 0);
    }
  }

  /**
   * A client requests a page of its own user.
   *
   * @param wrote time of the client's last write, as {@code millis}; negative: never
   */
  void readAfter(double wrote, double millis, int client, Page page) {
    if (isWithin(millis)) {
      read(at(millis), client, page, wrote < 0 ? 0 : at(wrote));
    }
  }

  private void read(long at, int client, Page page, long fresh) {
    events.add(new Read(at, client, page, fresh));
  }

  private boolean isWithin(double millis) {
    return millis < length.toMillis();
  }

  Site site() {
    return site;
  }

  void write(double millis, Owner owner, Collection<View> views) {
    if (isWithin(millis)) {
      long at = at(millis);
      long evictedAt = at + random.nextInt(QUICKEST_EVICTION, SLOWEST_EVICTION + 1);
      List<Part> parts = views.stream().map(view -> site.part(owner, view)).toList();
      events.add(new Write(at, evictedAt, owner, parts));
    }
  }

  private static long at(double millis) {
    return VirtualTime.START.toEpochMilli() + (long) millis;
  }

  Trace trace(Duration tokenLife) {
    events.sort(Comparator.comparingLong(Event::at));
    return new Trace(site, events, length, tokenLife);
  }
}
