package dev.freshet.writeapi;

import dev.freshet.domain.Ulid;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.table.write.MarkReadResult;
import dev.freshet.table.write.NotificationWrites;

/** Marks one of the caller's notifications as read. */
final class ReadNotification implements Endpoint {
  private static final String ID = "id";

  private final NotificationWrites notifications;

  ReadNotification(NotificationWrites notifications) {
    this.notifications = notifications;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    return switch (notifications.markRead(request.user(), id(request), request.correlationId())) {
      case MarkReadResult.Moved _, MarkReadResult.AlreadyRead _ -> ApiResponse.empty(204);
      case MarkReadResult.NoSuchNotification() -> throw unknown();
      case MarkReadResult.Conflict() -> throw WriteEndpoint.contended(request);
    };
  }

  /** A text that cannot be an id is the id of nothing. */
  private static Ulid id(ApiRequest request) {
    try {
      return new Ulid(request.path(ID).orElse(""));
    } catch (IllegalArgumentException _) {
      throw unknown();
    }
  }

  private static ProblemException unknown() {
    return ProblemException.of(ProblemType.NOT_FOUND, ID, "must be one of your notifications");
  }
}
