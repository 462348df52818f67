package dev.freshet.invalidator.publisher;

import static dev.freshet.invalidator.publisher.StreamRecords.batch;
import static dev.freshet.invalidator.publisher.StreamRecords.image;
import static dev.freshet.invalidator.publisher.StreamRecords.insert;
import static dev.freshet.invalidator.publisher.StreamRecords.modify;
import static dev.freshet.invalidator.publisher.StreamRecords.number;
import static dev.freshet.invalidator.publisher.StreamRecords.order;
import static dev.freshet.invalidator.publisher.StreamRecords.remove;
import static dev.freshet.invalidator.publisher.StreamRecords.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Event;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.UserDataChanged.Kind;
import dev.freshet.domain.ViewName;
import dev.freshet.invalidator.Envelope;
import dev.freshet.invalidator.EventSchemas;
import dev.freshet.invalidator.FakeBus;
import dev.freshet.lambda.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

class ChangePublisherTest {
  private static final String PK = "USER#alice";
  private static final Instant SECOND = Instant.ofEpochSecond(1_700_000_000);

  private final PublisherUnderTest publisher = new PublisherUnderTest();
  private final FakeBus bus = publisher.bus();

  @Nested
  class OneBatch {

    @Test
    void makesOneEventPerOwnerThatNamesTheViewsInWhichTheChangesShow() {
      assertThat(publish(batch(order(1, "alice"), order(2, "bob"), order(3, "alice")))).isEmpty();
      assertThat(events())
          .extracting(event -> event.data().owner().text())
          .containsExactly("u-alice", "u-bob");
      assertThat(events().getFirst().data().views()).containsExactly(new ViewName("orders"));
      assertThat(events().getFirst().data().changes())
          .singleElement()
          .satisfies(change -> {
            assertThat(change.item()).isEqualTo(ItemType.ORDER);
            assertThat(change.kind()).isEqualTo(Kind.INSERT);
            assertThat(change.attributes()).containsExactly("totalCents");
          });
    }

    @Test
    void isPublishedInTheFormThatTheRulesAndTheSchemasSay() {
      publish(batch(order(1, "alice"), profile(2, "Alice", "Alicia"), removedNotification(3)));

      PutEventsRequestEntry entry = bus.accepted().getFirst();
      assertThat(entry.eventBusName()).isEqualTo("freshet-bus");
      assertThat(entry.source()).isEqualTo("freshet");
      assertThat(entry.detailType()).isEqualTo("UserDataChanged");
      EventSchemas.assertValid(UserDataChanged.TYPE, entry.detail());
    }

    @Test
    void namesTheAttributesThatDifferBetweenTheImages() {
      publish(batch(profile(1, "Alice", "Alicia")));

      UserDataChanged changed = events().getFirst().data();
      assertThat(changed.changes().getFirst().attributes()).containsExactly("name");
      assertThat(changed.views())
          .containsExactly(
              new ViewName("card"), new ViewName("dashboard"), new ViewName("profile"));
    }

    @Test
    void publishesNothingForChangesThatNoViewShows() {
      String idempotency = "IDEMPOTENCY#k";
      List<String> failures =
          publish(
              batch(
                  insert(1, PK, idempotency, image(PK, idempotency, text("requestHash", "h"))),
                  profile(2, "Alice", "Alice")));

      assertThat(failures).isEmpty();
      assertThat(bus.calls()).isEmpty();
    }

    @Test
    void deliveredAgainMakesTheSameEvents() {
      publish(batch(order(1, "alice"), order(2, "bob")));
      publish(batch(order(1, "alice"), order(2, "bob")));

      assertThat(events().subList(2, 4)).isEqualTo(events().subList(0, 2));
    }

    @Test
    void ofOtherRecordsMakesOtherEvents() {
      publish(batch(order(1, "alice")));
      publish(batch(order(2, "alice")));

      assertThat(events())
          .extracting(event -> event.metadata().idempotencyKey())
          .doesNotHaveDuplicates();
    }
  }

  @Nested
  class Metadata {

    @Test
    void comesFromTheWritersStamp() {
      publish(batch(order(7, "alice")));

      Event.Metadata metadata = events().getFirst().metadata();
      assertThat(metadata.correlationId()).isEqualTo("request-7");
      assertThat(metadata.occurredAt()).isEqualTo(SECOND.plusMillis(250));
      assertThat(metadata.committedAt())
          .as("the commit cannot be before the write, as rounding down to the second says")
          .isEqualTo(SECOND.plusMillis(250));
    }

    @Test
    void ofARemovalIsNotThatOfTheWriteBefore() {
      publish(batch(removedNotification(1)));

      Event.Metadata metadata = events().getFirst().metadata();
      assertThat(metadata.occurredAt()).isEqualTo(SECOND);
      assertThat(metadata.committedAt()).isEqualTo(SECOND);
      assertThat(metadata.correlationId()).isEqualTo(metadata.idempotencyKey());
    }

    @Test
    void ofSeveralChangesIsThatOfTheOldest() {
      publish(batch(order(1, "alice"), order(2, "alice")));

      assertThat(events().getFirst().metadata().correlationId()).isEqualTo("request-1");
    }

    @Test
    void isDoneWithoutWhenAWriterStampedNonsense() {
      String image = image(PK, "STATS", number("orders", 1), text("changedAt", "yesterday"));
      publish(batch(insert(1, PK, "STATS", image)));

      assertThat(events().getFirst().metadata().occurredAt()).isEqualTo(SECOND);
    }
  }

  @Nested
  class ALargeBatch {

    @Test
    void ofManyOwnersTravelsTenToAnEntryAndAHundredToACall() {
      publish(batch(IntStream.range(0, 125).mapToObj(n -> order(n, "user" + n)).toList()));

      assertThat(bus.calls()).extracting(call -> call.entries().size()).containsExactly(10, 3);
      assertThat(bus.accepted())
          .extracting(entry -> Json.readEvents(entry.detail(), UserDataChanged.class).size())
          .endsWith(10, 5)
          .hasSize(13);
      assertThat(events())
          .extracting(event -> event.data().owner().text())
          .isEqualTo(IntStream.range(0, 125).mapToObj(n -> "u-user" + n).toList());
    }

    @Test
    void ofOneOwnerIsSplitBeforeItsEventGetsTooLongForTheWayToTheEdge() {
      publish(batch(IntStream.range(0, 300).mapToObj(n -> wideOrder(n, 100)).toList()));

      assertThat(bus.accepted()).hasSizeGreaterThan(1);
      assertThat(bus.accepted())
          .allSatisfy(entry ->
              assertThat(entry.detail().length()).isLessThanOrEqualTo(Envelope.MOST_BYTES));
      assertThat(events().stream().mapToInt(event -> event.data().changes().size()).sum())
          .isEqualTo(300);
      assertThat(events()).extracting(event -> event.metadata().id()).doesNotHaveDuplicates();
    }

    @Test
    void keepsEachCallBelowWhatTheBusTakes() {
      publish(batch(IntStream.range(0, 1200).mapToObj(n -> wideOrder(n, 100)).toList()));

      assertThat(bus.calls())
          .allSatisfy(call ->
              assertThat(call.entries().stream().mapToInt(e -> e.detail().length() + 22).sum())
                  .isLessThan(256 * 1024));
      assertThat(bus.calls().getFirst().entries()).hasSizeLessThan(10);
    }

    /** An order that differs from all others in the names of so many characters. */
    private String wideOrder(int number, int width) {
      String sk = String.format(Locale.ROOT, "ORDER#01JD000000000000000000%04d", number);
      String name = ("attribute" + number + "-").repeat(width).substring(0, 3 * width);
      return insert(number, PK, sk, image(PK, sk, text(name + number, "v")));
    }
  }

  private List<String> publish(String batch) {
    return publisher.publish(batch);
  }

  private List<Event<UserDataChanged>> events() {
    return bus.events(UserDataChanged.class);
  }

  private static String profile(int number, String before, String after) {
    return modify(
        number,
        PK,
        "PROFILE",
        image(PK, "PROFILE", text("name", before), number("changedAt", 1)),
        image(PK, "PROFILE", text("name", after), number("changedAt", 2)));
  }

  private static String removedNotification(int number) {
    String sk = "NOTIFICATION#UNREAD#01JD0000000000000000000000";
    String image =
        image(PK, sk, text("message", "m"), number("changedAt", 5), text("correlationId", "old"));
    return remove(number, PK, sk, image);
  }
}
