package dev.freshet.readapi;

import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.table.item.NotificationItem;
import dev.freshet.table.item.NotificationStatus;
import dev.freshet.table.read.PageRequest;
import dev.freshet.table.read.TableReads;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /notifications}: a user's notifications of one status, unread ones unless asked
 * otherwise, newest first.
 */
public final class NotificationsHandler extends ViewFunction {
  record Notifications(List<Notification> notifications, @Nullable Ulid nextCursor) {}

  record Notification(Ulid id, String message, Instant at, String status) {
    static Notification of(NotificationItem item) {
      return new Notification(item.id(), item.message(), item.at(), text(item.status()));
    }
  }

  public NotificationsHandler() {
    this(ReadParts.ofProcess());
  }

  NotificationsHandler(ReadParts parts) {
    super(parts, UserView.of(ViewCatalogue.NOTIFICATIONS, NotificationsHandler::page));
  }

  private static UserView.Page page(ApiRequest request) {
    PageRequest wanted = Query.pageRequest(request);
    NotificationStatus status =
        Query.read(request, "status", "must be unread or read", NotificationsHandler::status)
            .orElse(NotificationStatus.UNREAD);
    return UserView.Page.ofUser(
        "status=" + text(status) + "&" + Query.variant(wanted),
        (table, user) -> load(table, user, status, wanted));
  }

  private static PageBody load(
      TableReads table, UserId user, NotificationStatus status, PageRequest wanted) {
    var page = table.notifications(user, status, wanted);
    return PageBody.of(
        new Notifications(
            page.items().stream().map(Notification::of).toList(), page.next().orElse(null)));
  }

  private static NotificationStatus status(String text) {
    return switch (text) {
      case "unread" -> NotificationStatus.UNREAD;
      case "read" -> NotificationStatus.READ;
      default -> throw new IllegalArgumentException();
    };
  }

  private static String text(NotificationStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
