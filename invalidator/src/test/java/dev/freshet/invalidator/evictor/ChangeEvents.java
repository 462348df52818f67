package dev.freshet.invalidator.evictor;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.freshet.invalidator.LambdaJson;
import java.util.Locale;

/**
 * {@code UserDataChanged} as EventBridge delivers it. See <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html">the
 * structure of events</a>.
 */
final class ChangeEvents {
  private ChangeEvents() {}

  static ScheduledEvent changed(String key, String owner, String... views) {
    return LambdaJson.read(envelope(detail("1", key, owner, views)), ScheduledEvent.class);
  }

  static String detail(String version, String key, String owner, String... views) {
    return String.format(
        Locale.ROOT,
"""
{
  "metadata": {
    "id": "UserDataChanged-%2$s",
    "version": "%1$s",
    "occurredAt": "2026-01-01T12:00:00.100Z",
    "committedAt": "2026-01-01T12:00:00.200Z",
    "correlationId": "request-1",
    "idempotencyKey": "%2$s"
  },
  "data": {
    "owner": "%3$s",
    "views": ["%4$s"],
    "changes": [{"item": "ORDER", "kind": "INSERT", "attributes": ["totalCents"]}]
  }
}
""",
        version,
        key,
        owner,
        String.join("\",\"", views));
  }

  static String envelope(String detail) {
    return String.format(
        Locale.ROOT,
"""
{
  "version": "0",
  "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
  "detail-type": "UserDataChanged",
  "source": "freshet",
  "account": "123456789012",
  "time": "2026-01-01T12:00:01Z",
  "region": "eu-west-1",
  "resources": [],
  "detail": %s
}
""",
        detail);
  }
}
