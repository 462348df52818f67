package dev.freshet.readapi;

import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.http.ApiRequest;
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
 * A user at a glance. Whoever has signed in has one: before the profile is there it has no name,
 * and before the first order its numbers are zero.
 */
final class DashboardView implements UserView {

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

  @Override
  public View view() {
    return ViewCatalogue.DASHBOARD;
  }

  @Override
  public Page page(ApiRequest request) {
    return Page.only(DashboardView::load);
  }

  private static Shown load(TableReads table, UserId user) {
    return Shown.of(
        new Dashboard(
            user,
            table.profile(user).map(ProfileItem::name).orElse(null),
            table.stats(user).map(Stats::of).orElse(new Stats(0, 0)),
            table.latestActivities(user, NEWEST).stream().map(Activity::of).toList(),
            table
                .notifications(user, NotificationStatus.UNREAD, PageRequest.first(NEWEST))
                .items()
                .stream()
                .map(Notification::of)
                .toList()));
  }
}
