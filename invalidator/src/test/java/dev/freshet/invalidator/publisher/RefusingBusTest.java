package dev.freshet.invalidator.publisher;

import static dev.freshet.invalidator.publisher.StreamRecords.batch;
import static dev.freshet.invalidator.publisher.StreamRecords.image;
import static dev.freshet.invalidator.publisher.StreamRecords.insert;
import static dev.freshet.invalidator.publisher.StreamRecords.order;
import static dev.freshet.invalidator.publisher.StreamRecords.sequenceNumber;
import static dev.freshet.invalidator.publisher.StreamRecords.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Event;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.invalidator.Envelope;
import dev.freshet.invalidator.FakeBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bus that does not take events now drops none of them. */
class RefusingBusTest {
  /** In bytes: 64 KB less one, as DynamoDB's limits say. */
  private static final int LONGEST_ATTRIBUTE_NAME = 65_535;

  private final PublisherUnderTest publisher = new PublisherUnderTest();
  private final FakeBus bus = publisher.bus();

  @Test
  void awayForThreeHoursLosesNoChangeAndIsAskedOnceASecond() {
    List<String> records = orders(5);
    bus.becomeUnavailable();

    assertThat(publisher.deliver(records, 3 * 3_600)).isFalse();
    assertThat(publisher.paused()).isEqualTo(Duration.ofHours(3));
    assertThat(bus.calls()).hasSize(3 * 3_600);
    assertThat(publisher.deadLetters().letters()).isEmpty();

    bus.recover();
    assertThat(publisher.deliver(records, 1)).isTrue();
    assertThat(owners()).hasSize(5).doesNotHaveDuplicates();
    assertThat(publisher.deadLetters().letters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ThrottlingException",
        "InternalFailure",
        "InternalException",
        "AccessDeniedException",
        "NotAuthorizedForSourceException",
        "ACodeOfTomorrow"
      })
  void thatRefusesForNoFaultOfTheEventIsAskedAgain(String code) {
    bus.refuse(_ -> true, code);

    assertThat(publisher.publish(batch(orders(2)))).containsExactly(sequenceNumber(0));
    assertThat(publisher.deadLetters().letters()).isEmpty();
    assertThat(publisher.written().sum("EventsRefused")).isEqualTo(2);
  }

  @Test
  void hasTheBatchRepeatedFromTheFirstRefusedEventOn() {
    bus.refuse(entry -> entry.detail().contains("u-bob"));
    List<String> records = new ArrayList<>(orders(Envelope.MOST_EVENTS));
    records.addAll(List.of(order(11, "bob"), order(12, "carol"), order(13, "bob")));

    assertThat(publisher.publish(batch(records))).containsExactly(sequenceNumber(11));
    assertThat(publisher.paused()).as("the batch went forward").isZero();
  }

  @Test
  void isNotAskedAgainInTheSameBatch() {
    bus.refuse(entry -> entry.detail().contains("u-user3\""));

    assertThat(publisher.publish(batch(orders(250)))).containsExactly(sequenceNumber(0));
    assertThat(bus.calls()).hasSize(1);
    assertThat(publisher.written().sum("EventsRefused"))
        .as("those with user3, and those of the calls that were not made")
        .isEqualTo(10 + 150);
  }

  @Test
  void thatRefusesTheLaterPartOfAnOwnersChangesKeepsTheChangesOfOthersFromBefore() {
    List<String> records = new ArrayList<>(IntStream.range(0, 20).mapToObj(this::wide).toList());
    records.add(1, order(1_000, "bob"));
    bus.refuse(entry -> !entry.detail().contains("\"attribute0-"));

    assertThat(publisher.publish(batch(records)))
        .as("bob's change stands before the later part")
        .containsExactly(sequenceNumber(1_000));
  }

  @Test
  void nowAndThenKeepsTheOrderOfEachOwnersChanges() {
    List<String> records = IntStream.range(0, 100).mapToObj(n -> order(n, "user" + n % 7)).toList();
    int[] asked = {0};
    bus.refuse(_ -> ++asked[0] % 3 == 0);

    assertThat(publisher.deliver(records, 200)).isTrue();

    assertThat(publisher.deadLetters().letters()).isEmpty();
    assertThat(owners()).contains("u-user0", "u-user6");
    for (int user = 0; user < 7; user++) {
      String owner = "u-user" + user;
      List<String> told =
          events().stream()
              .filter(event -> event.data().owner().text().equals(owner))
              .map(event -> event.metadata().correlationId())
              .toList();
      assertThat(told).as(owner).isSortedAccordingTo(RefusingBusTest::byNumber);
    }
  }

  @Test
  void tellsLambdaInTheDocumentedForm() {
    bus.becomeUnavailable();

    assertThat(publisher.answer(batch(orders(1))))
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}",
                sequenceNumber(0)));
    bus.recover();
    assertThat(publisher.answer(batch(orders(1)))).isEqualTo("{\"batchItemFailures\":[]}");
  }

  /** Refusals that no repetition can change. */
  @Nested
  class ForTheContentOfAnEvent {

    @ParameterizedTest
    @ValueSource(strings = {"InvalidArgument", "MalformedDetail", "RedactionFailure"})
    void sendsItsRecordsToTheDeadLettersAndTheOthersGoOn(String code) {
      bus.refuse(entry -> entry.detail().contains("u-user3\""), code);

      assertThat(publisher.publish(batch(orders(25)))).isEmpty();

      assertThat(publisher.deadLetters().sequenceNumbers()).containsExactly(sequenceNumber(3));
      assertThat(owners()).hasSize(24).doesNotContain("u-user3");
    }

    @Test
    void includesOneThatIsLongerThanTheBusTakes() {
      String sk = "ORDER#01JD0000000000000000000001";
      String[] names = new String[5];
      Arrays.setAll(names, n -> text(n + "n".repeat(LONGEST_ATTRIBUTE_NAME - 1), "v"));
      String wide = insert(1, "USER#alice", sk, image("USER#alice", sk, names));

      assertThat(publisher.publish(batch(order(0, "bob"), wide, order(2, "carol")))).isEmpty();

      assertThat(publisher.deadLetters().sequenceNumbers()).containsExactly(sequenceNumber(1));
      assertThat(owners()).containsExactly("u-bob", "u-carol");
    }
  }

  private String wide(int number) {
    String sk = String.format(Locale.ROOT, "ORDER#01JD000000000000000000%04d", number);
    String name = "attribute" + number + "-" + "x".repeat(5_000);
    return insert(number, "USER#alice", sk, image("USER#alice", sk, "\"" + name + "\":{}"));
  }

  private static List<String> orders(int count) {
    return IntStream.range(0, count).mapToObj(n -> order(n, "user" + n)).toList();
  }

  private static int byNumber(String one, String other) {
    return Integer.compare(
        Integer.parseInt(one.substring("request-".length())),
        Integer.parseInt(other.substring("request-".length())));
  }

  private List<String> owners() {
    return events().stream().map(event -> event.data().owner().text()).toList();
  }

  private List<Event<UserDataChanged>> events() {
    return Collections.unmodifiableList(bus.events(UserDataChanged.class));
  }
}
