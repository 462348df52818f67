package dev.freshet.readapi;

import java.util.Map;

/** {@code GET /notifications}. */
public final class NotificationsHandler extends ViewFunction {

  public NotificationsHandler() {
    this(System.getenv());
  }

  NotificationsHandler(Map<String, String> environment) {
    super(ReadParts.of(environment), new NotificationsView());
  }
}
