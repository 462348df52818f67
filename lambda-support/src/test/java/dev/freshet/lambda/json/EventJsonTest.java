package dev.freshet.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.EdgeInvalidated;
import dev.freshet.domain.Event;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.FoundLease;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Owner ALICE = Owner.of(new UserId("alice"));
  private static final Event.Metadata METADATA =
      new Event.Metadata("id", Event.VERSION, NOON, NOON.plusMillis(7), "c-1", "k-1");

  private static final Event<UserDataChanged> CHANGE =
      new Event<>(
          METADATA,
          new UserDataChanged(
              ALICE,
              new TreeSet<>(Set.of(new ViewName("orders"))),
              List.of(
                  new UserDataChanged.Change(
                      ItemType.ORDER,
                      UserDataChanged.Kind.INSERT,
                      new TreeSet<>(Set.of("lines"))))));

  @Test
  void idsArePlainStringsAndInstantsHaveMilliseconds() {
    assertThat(Json.write(CHANGE))
        .isEqualTo(
            "{\"metadata\":{\"id\":\"id\",\"version\":\"1\","
                + "\"occurredAt\":\"2026-01-01T12:00:00.000Z\","
                + "\"committedAt\":\"2026-01-01T12:00:00.007Z\","
                + "\"correlationId\":\"c-1\",\"idempotencyKey\":\"k-1\"},"
                + "\"data\":{\"owner\":\"u-alice\",\"views\":[\"orders\"],"
                + "\"changes\":[{\"item\":\"ORDER\",\"kind\":\"INSERT\",\"attributes\":[\"lines\"]}]}}");
  }

  @Test
  void aChangeSurvivesTheBus() {
    assertThat(Json.readEvents(together(Json.write(CHANGE)), UserDataChanged.class))
        .containsExactly(CHANGE);
  }

  @Test
  void anEvictionSurvivesTheBusWithWhatWasFoundAndWithout() {
    Event<ViewsEvicted> evicted =
        new Event<>(
            METADATA,
            new ViewsEvicted(
                ALICE,
                NOON,
                true,
                List.of(
                    new ViewsEvicted.Eviction(new ViewName("dashboard"), null),
                    new ViewsEvicted.Eviction(
                        new ViewName("orders"), new FoundLease("g-1", NOON)))));

    String json = Json.write(evicted);

    assertThat(json)
        .contains("{\"view\":\"dashboard\"}")
        .contains("\"lease\":{\"generation\":\"g-1\",\"until\":\"2026-01-01T12:00:00.000Z\"}");
    assertThat(Json.readEvents(together(json), ViewsEvicted.class)).containsExactly(evicted);
  }

  @Test
  void anEvictionThatDoesNotSayWhetherItIsUnconditionalIsRefused() {
    String json = Json.write(new ViewsEvicted(ALICE, NOON, false, List.of()));

    assertThatExceptionOfType(UnreadableJsonException.class)
        .isThrownBy(
            () -> Json.read(json.replace("\"unconditional\":false,", ""), ViewsEvicted.class))
        .withMessage("unconditional is missing");
  }

  @Test
  void aFieldOfALaterVersionIsSkipped() {
    EdgeInvalidated event =
        Json.read(
            "{\"invalidationId\":\"I1\",\"tags\":[\"u-alice\"],\"correlationIds\":[],\"new\":1}",
            EdgeInvalidated.class);

    assertThat(event.tags()).containsExactly(CacheTag.of(ALICE));
  }

  @Test
  void anEventOfAnotherVersionIsRefused() {
    String later = Json.write(CHANGE).replace("\"version\":\"1\"", "\"version\":\"2\"");

    assertThatExceptionOfType(UnreadableJsonException.class)
        .isThrownBy(() ->
            Json.readEvents(together(Json.write(CHANGE) + "," + later), UserDataChanged.class))
        .satisfies(refused -> assertThat(refused.field()).contains("events[1].metadata.version"));
  }

  @Test
  void anEventIsReadOutOfTheEnvelopeInWhichTheBusDeliversIt() {
    assertThat(Json.readDelivered(delivered(Json.write(CHANGE)), UserDataChanged.class))
        .containsExactly(CHANGE);
  }

  @Test
  void whatIsWrongInADeliveredEventIsNamedFromTheEnvelopeOn() {
    String later = Json.write(CHANGE).replace("\"version\":\"1\"", "\"version\":\"2\"");

    assertThatExceptionOfType(UnreadableJsonException.class)
        .isThrownBy(() -> Json.readDelivered(delivered(later), UserDataChanged.class))
        .withMessage("detail.events[0].metadata.version must be 1");
    assertThatExceptionOfType(UnreadableJsonException.class)
        .isThrownBy(() -> Json.readDelivered("{\"source\":\"freshet\"}", UserDataChanged.class))
        .withMessage("detail is missing");
  }

  @Test
  void anEventThatLacksSomethingIsRefusedRatherThanReadAsNull() {
    String broken = Json.write(CHANGE).replace("\"owner\":\"u-alice\",", "");

    assertThatExceptionOfType(UnreadableJsonException.class)
        .isThrownBy(() -> Json.readEvents(together(broken), UserDataChanged.class))
        .withMessage("events[0].data.owner is missing");
  }

  private static String together(String events) {
    return "{\"events\":[" + events + "]}";
  }

  private static String delivered(String event) {
    return "{\"version\":\"0\",\"source\":\"freshet\",\"resources\":[],\"detail\":"
        + together(event)
        + "}";
  }
}
