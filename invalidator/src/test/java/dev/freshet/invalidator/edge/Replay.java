package dev.freshet.invalidator.edge;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.Owner;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A day's requests of a thousand users, 95 of 100 of them reads, by Zipf's law: the same for every
 * system that is driven by them. Time is simulated, so nothing depends on the machine.
 */
final class Replay {
  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private static final double READS = 0.95;

  /** What a write changes: an order, a name, a notification that is read, an address. */
  private static final List<List<Change>> WRITES =
      List.of(
          List.of(
              new Change(ItemType.ORDER, "totalCents"),
              new Change(ItemType.STATS, "orders"),
              new Change(ItemType.ACTIVITY, "description"),
              new Change(ItemType.NOTIFICATION_UNREAD, "message")),
          List.of(new Change(ItemType.PROFILE, "name")),
          List.of(
              new Change(ItemType.NOTIFICATION_UNREAD, "message"),
              new Change(ItemType.NOTIFICATION_READ, "message")),
          List.of(new Change(ItemType.PROFILE, "email")));

  private static final int[] SHARE_OF_WRITES = {40, 5, 50, 5};

  private static final List<View> READ =
      List.of(
          ViewCatalogue.DASHBOARD,
          ViewCatalogue.DASHBOARD,
          ViewCatalogue.DASHBOARD,
          ViewCatalogue.ORDERS,
          ViewCatalogue.NOTIFICATIONS,
          ViewCatalogue.PROFILE_PAGE,
          ViewCatalogue.FOLLOWING_PAGE,
          ViewCatalogue.FOLLOWING_PAGE);

  private static final Ulid ANY = new Ulid("01ARZ3NDEKTSV4RRFFQ69G5FAV");

  private record Change(ItemType type, String attribute) {}

  /** Something to be done at a time; earlier ones first, and of one time the older. */
  private record Later(Instant at, long order, Runnable work) implements Comparable<Later> {
    @Override
    public int compareTo(Later other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Later> agenda = new PriorityQueue<>();
  private final Population users;
  private final Random random;
  private Instant now = START;
  private long order;

  Replay(long seed) {
    random = new Random(seed);
    users = new Population(seed);
  }

  Instant now() {
    return now;
  }

  void later(Duration delay, Runnable work) {
    agenda.add(new Later(now.plus(delay), order++, work));
  }

  /** Drives a system for a day with so many requests, and until its queues are empty. */
  void run(int requests, Duration time, ReplayedSystem system) {
    for (int i = 0; i < requests; i++) {
      pause(time.dividedBy(requests));
      Owner owner = users.any();
      if (random.nextDouble() < READS) {
        read(system, owner, READ.get(random.nextInt(READ.size())));
      } else {
        system.write(owner, changed(owner));
      }
    }
    workUntil(Instant.MAX);
  }

  /** Drives a system for a while by so many reads of pages with cards, and nothing else. */
  void readCards(int reads, Duration time, ReplayedSystem system) {
    for (int i = 0; i < reads; i++) {
      pause(time.dividedBy(reads));
      read(system, users.any(), ViewCatalogue.FOLLOWING_PAGE);
    }
  }

  Population users() {
    return users;
  }

  private void pause(Duration mean) {
    double millis = -mean.toMillis() * Math.log(1 - random.nextDouble());
    workUntil(now.plusMillis((long) millis));
  }

  private void read(ReplayedSystem system, Owner owner, View view) {
    boolean showsCards = view.equals(ViewCatalogue.FOLLOWING_PAGE);
    system.read(owner, view, showsCards ? users.followedBy(owner) : List.of());
  }

  private void workUntil(Instant end) {
    while (!agenda.isEmpty() && !agenda.element().at().isAfter(end)) {
      Later next = agenda.remove();
      now = next.at();
      next.work().run();
    }
    if (end.isBefore(Instant.MAX)) {
      now = end;
    }
  }

  /** The views that show one write, as the publisher finds them. */
  private SortedSet<ViewName> changed(Owner owner) {
    SortedSet<ViewName> views = new TreeSet<>();
    for (Change change : WRITES.get(kindOfWrite())) {
      ItemKey key = key(change.type(), new UserId(owner.id()));
      views.addAll(ViewCatalogue.FRESHET.showing(key, Set.of(change.attribute())));
    }
    return views;
  }

  private static ItemKey key(ItemType type, UserId user) {
    return type.repeats() ? ItemKey.of(type, user, ANY) : ItemKey.of(type, user);
  }

  private int kindOfWrite() {
    int left = random.nextInt(100);
    int kind = 0;
    while (left >= SHARE_OF_WRITES[kind]) {
      left -= SHARE_OF_WRITES[kind++];
    }
    return kind;
  }

  /** Percentiles of what was measured, by nearest rank. */
  static long percentile(List<Long> values, double share) {
    List<Long> sorted = new ArrayList<>(values);
    sorted.sort(null);
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
