package dev.freshet.invalidator.evictor;

import dev.freshet.domain.Event;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.ViewName;
import dev.freshet.invalidator.EventSchemas;
import dev.freshet.lambda.json.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code UserDataChanged} as EventBridge delivers it. See <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html">the
 * structure of events</a>.
 */
final class ChangeEvents {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00.100Z");

  private ChangeEvents() {}

  static String changed(String key, String owner, String... views) {
    return envelope(detail("1", key, owner, views));
  }

  /** What an operator publishes: no changes, all views. */
  static String flush(String key, String owner, String... views) {
    String detail =
        Json.write(
            new Event<>(
                new Event.Metadata("UserDataChanged-" + key, "1", AT, AT, "flush-" + key, key),
                UserDataChanged.flush(
                    Owner.parse(owner),
                    Arrays.stream(views)
                        .map(ViewName::new)
                        .collect(Collectors.toCollection(TreeSet::new)))));
    EventSchemas.assertValid(UserDataChanged.TYPE, detail);
    return envelope(detail);
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
