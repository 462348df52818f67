package dev.freshet.bench.micro;

import dev.freshet.domain.Event;
import dev.freshet.domain.Event.Metadata;
import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.UserDataChanged.Change;
import dev.freshet.domain.UserDataChanged.Kind;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.lambda.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The processing of a stream record: the views that show it, and its event as JSON. */
@State(Scope.Benchmark)
public class EventSteps {
  private static final UserId USER = new UserId("01JGFJJZ00ZZZZZZZZZZZZZZZZ");
  private static final Set<String> ATTRIBUTES = Set.of("name", "version");

  private final ItemKey key = ItemKey.of(ItemType.PROFILE, USER);
  private final Event<UserDataChanged> event =
      new Event<>(
          new Metadata(
              "UserDataChanged-0123456789abcdef0123456789abcdef",
              Event.VERSION,
              Instant.parse("2026-01-01T12:00:00.123Z"),
              Instant.parse("2026-01-01T12:00:00.456Z"),
              "correlation-1",
              "0123456789abcdef0123456789abcdef"),
          new UserDataChanged(
              Owner.of(USER),
              mapping(),
              List.of(new Change(ItemType.PROFILE, Kind.MODIFY, new TreeSet<>(ATTRIBUTES)))));
  private final String delivered =
      "{\"version\":\"0\",\"id\":\"1\",\"detail-type\":\"UserDataChanged\",\"detail\":{\"events\":["
          + Json.write(event)
          + "]}}";

  @Benchmark
  public final SortedSet<ViewName> mapping() {
    return ViewCatalogue.FRESHET.showing(key, ATTRIBUTES);
  }

  @Benchmark
  public String writing() {
    return Json.write(event);
  }

  @Benchmark
  public List<Event<UserDataChanged>> reading() {
    return Json.readDelivered(delivered, UserDataChanged.class);
  }
}
