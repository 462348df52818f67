package dev.freshet.readapi;

import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.table.item.ActivityItem;
import dev.freshet.table.item.NotificationItem;
import dev.freshet.table.item.NotificationStatus;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.item.StatsItem;
import dev.freshet.table.read.PageRequest;
import dev.freshet.table.read.TableReads;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /dashboard}: the caller's dashboard. Every signed-in user has one: without a profile
 * it has no name, and before the first order its numbers are zero.
 */
public final class DashboardHandler extends ViewFunction {
  /** Of activities and of unread notifications each. */
  private static final int NEWEST = 10;

  record Dashboard(
      UserId userId,
      @Nullable String name,
      Stats stats,
      List<Activity> recentActivity,
      List<Notification> notifications) {}

  record Stats(long orders, long spentCents) {
    static Stats of(StatsItem item) {
      return new Stats(item.orders(), item.spentCents());
    }
  }

  record Activity(Ulid id, String description, Instant at) {
    static Activity of(ActivityItem item) {
      return new Activity(item.id(), item.description(), item.at());
    }
  }

  record Notification(Ulid id, String message, Instant at) {
    static Notification of(NotificationItem item) {
      return new Notification(item.id(), item.message(), item.at());
    }
  }

  public DashboardHandler() {
    this(ReadParts.ofProcess());
  }

  DashboardHandler(ReadParts parts) {
    super(parts, ViewCatalogue.DASHBOARD, DashboardHandler::load);
  }

  private static PageBody load(TableReads table, UserId user) {
    try (ParallelReads reads = new ParallelReads()) {
      var unread =
          reads.begin(() ->
              table.notifications(user, NotificationStatus.UNREAD, PageRequest.first(NEWEST)));
      TableReads.Overview overview =
          table.overview(user, NEWEST); // on this thread: it waits anyway
      return PageBody.of(
          new Dashboard(
              user,
              overview.profile().map(ProfileItem::name).orElse(null),
              overview.stats().map(Stats::of).orElse(new Stats(0, 0)),
              overview.activities().stream().map(Activity::of).toList(),
              unread.get().items().stream().map(Notification::of).toList()));
    }
  }
}
