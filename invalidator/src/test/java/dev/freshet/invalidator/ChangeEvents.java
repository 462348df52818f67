package dev.freshet.invalidator;

import dev.freshet.domain.Event;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.UserDataChanged.Change;
import dev.freshet.domain.UserDataChanged.Kind;
import dev.freshet.domain.ViewName;
import dev.freshet.lambda.json.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code UserDataChanged} as a rule of EventBridge puts it into a queue: in its whole envelope. See
 * <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html">the
 * structure of events</a>.
 */
public final class ChangeEvents {
  private ChangeEvents() {}

  public static String changed(String key, Instant committedAt, String owner, String... views) {
    return delivered(
        key,
        committedAt,
        new UserDataChanged(
            Owner.parse(owner),
            names(views),
            List.of(new Change(ItemType.ORDER, Kind.INSERT, new TreeSet<>()))));
  }

  /** What an operator publishes: no changes. */
  public static String flush(String key, Instant committedAt, String owner, String... views) {
    return delivered(key, committedAt, UserDataChanged.flush(Owner.parse(owner), names(views)));
  }

  private static SortedSet<ViewName> names(String... views) {
    return Arrays.stream(views).map(ViewName::new).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String delivered(String key, Instant committedAt, UserDataChanged change) {
    return delivered(List.of(event(key, committedAt, change)));
  }

  private static Event<UserDataChanged> event(
      String key, Instant committedAt, UserDataChanged change) {
    return new Event<>(
        new Event.Metadata(
            "UserDataChanged-" + Digest.of(List.of(key)),
            Event.VERSION,
            committedAt.minusMillis(100),
            committedAt,
            "request-" + key,
            key),
        change);
  }

  /** Several that travel together: the messages of some, in one. */
  public static String together(String... messages) {
    return delivered(
        Arrays.stream(messages)
            .flatMap(each -> Json.readDelivered(each, UserDataChanged.class).stream())
            .toList());
  }

  private static String delivered(List<Event<UserDataChanged>> events) {
    String detail = Json.write(Map.of("events", events));
    EventSchemas.assertValid(UserDataChanged.TYPE, detail);
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
