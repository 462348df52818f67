package dev.freshet.invalidator.publisher;

import static dev.freshet.invalidator.publisher.StreamRecords.batch;
import static dev.freshet.invalidator.publisher.StreamRecords.image;
import static dev.freshet.invalidator.publisher.StreamRecords.insert;
import static dev.freshet.invalidator.publisher.StreamRecords.order;
import static dev.freshet.invalidator.publisher.StreamRecords.record;
import static dev.freshet.invalidator.publisher.StreamRecords.sequenceNumber;
import static dev.freshet.invalidator.publisher.StreamRecords.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that can never be published goes aside, and nothing is lost or held up by it. */
class DeadLettersTest {
  private static final String PK = "USER#alice";

  private final PublisherUnderTest publisher = new PublisherUnderTest();
  private final FakeDeadLetters letters = publisher.deadLetters();

  @Test
  void haveThePoisonRecordWholeAndTheRecordsAroundItArePublished() {
    String poison = poison(2);

    assertThat(publisher.publish(batch(order(1, "alice"), poison, order(3, "bob")))).isEmpty();

    assertThat(letters.letters())
        .singleElement()
        .satisfies(letter -> assertThat(json(letter)).isEqualTo(json(poison)));
    assertThat(owners()).containsExactly("u-alice", "u-bob");
    assertThat(publisher.written().sum("DeadLetters")).isEqualTo(1);
  }

  @Test
  void haveARecordThatBringsABugToLight() {
    OwnerEvents sound = new OwnerEvents(ViewCatalogue.FRESHET);
    PublisherUnderTest broken =
        new PublisherUnderTest(record -> {
          if (record.sequenceNumber().equals(sequenceNumber(1))) {
            throw new IllegalStateException("a bug");
          }
          return sound.shown(record);
        });

    assertThat(broken.publish(batch(order(1, "alice"), order(2, "bob")))).isEmpty();

    assertThat(broken.deadLetters().sequenceNumbers()).containsExactly(sequenceNumber(1));
    assertThat(broken.bus().events(UserDataChanged.class)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Keys\"|\"NoKeys\"",
        "\"pk\": {\"S\"|\"pk\": {\"B\"",
        "\"eventName\": \"INSERT\"|\"eventName\": \"TRUNCATE\"",
        "\"eventName\": \"INSERT\"|\"eventName\": 7",
        "\"eventName\": \"INSERT\"|\"eventName\": \"MODIFY\"",
        "\"NewImage\"|\"NoImage\"",
        "\"eventID\"|\"noID\"",
        "1700000000,|\"yesterday\","
      })
  void haveARecordOfAnUnexpectedForm(String change) {
    String[] parts = change.split("\\|", -1);
    String unexpected = order(1, "alice").replace(parts[0], parts[1]);
    assertThat(unexpected).isNotEqualTo(order(1, "alice"));

    assertThat(publisher.publish(batch(unexpected, order(2, "bob")))).isEmpty();

    assertThat(letters.sequenceNumbers()).containsExactly(sequenceNumber(1));
    assertThat(owners()).containsExactly("u-bob");
  }

  @Test
  void haveARecordThatIsNoneAtAll() {
    assertThat(publisher.publish(batch("null", "[]", order(2, "bob")))).isEmpty();

    assertThat(letters.letters()).containsExactly("null", "[]");
    assertThat(owners()).containsExactly("u-bob");
  }

  @Test
  void haveAnOversizeRecordByItsKeyAndPosition() {
    String value = "\u20ac".repeat(DeadLetterQueue.LONGEST_LETTER_BYTES / 3);
    String oversize = insert(1, PK, "SECRET", image(PK, "SECRET", text("note", value)));

    assertThat(publisher.publish(batch(oversize, order(2, "bob")))).isEmpty();

    String letter = letters.letters().getFirst();
    assertThat(letter).hasSizeLessThan(1_000);
    JsonNode json = json(letter);
    assertThat(json.path("imagesOmitted").asBoolean()).isTrue();
    assertThat(json.path("eventSourceARN")).isEqualTo(json(oversize).path("eventSourceARN"));
    assertThat(json.at("/dynamodb/Keys")).isEqualTo(json(oversize).at("/dynamodb/Keys"));
    assertThat(json.at("/dynamodb/SequenceNumber").asText()).isEqualTo(sequenceNumber(1));
  }

  @Test
  void haveARecordWholeThatJustFits() {
    String empty = json(insert(1, PK, "SECRET", image(PK, "SECRET", text("n", "")))).toString();
    int room = DeadLetterQueue.LONGEST_LETTER_BYTES - empty.length();
    String fits = insert(1, PK, "SECRET", image(PK, "SECRET", text("n", "x".repeat(room))));
    String exceeds = insert(2, PK, "SECRET", image(PK, "SECRET", text("n", "x".repeat(room + 1))));

    publisher.publish(batch(fits, exceeds));

    assertThat(letters.letters())
        .extracting(letter -> json(letter).has("imagesOmitted"))
        .containsExactly(false, true);
    assertThat(letters.letters().getFirst().getBytes(StandardCharsets.UTF_8))
        .hasSize(DeadLetterQueue.LONGEST_LETTER_BYTES);
  }

  @Test
  void holdNoCharacterThatSqsRefuses() {
    String poison = insert(1, PK, "SECRET", image(PK, "SECRET", text("n", "a\uffff\ud83d\ude00")));

    publisher.publish(batch(poison));

    assertThat(letters.letters().getFirst()).contains("a\\uffff\ud83d\ude00");
    assertThat(json(letters.letters().getFirst())).isEqualTo(json(poison));
  }

  @Test
  void thatTheirQueueRefusesAreRepeatedAndNothingBehindThemIsLost() {
    letters.becomeUnavailable();
    List<String> records = List.of(order(1, "alice"), poison(2), order(3, "bob"), poison(4));

    assertThat(publisher.publish(batch(records))).containsExactly(sequenceNumber(2));
    assertThat(owners()).containsExactly("u-alice", "u-bob");
    assertThat(publisher.deliver(records, 600)).isFalse();
    letters.recover();

    assertThat(publisher.deliver(records, 1)).isTrue();
    assertThat(letters.sequenceNumbers()).containsExactly(sequenceNumber(2), sequenceNumber(4));
    assertThat(publisher.paused()).isEqualTo(Duration.ofSeconds(599));
  }

  @Test
  void areNotRepeatedWhileABusThatIsAwayHasTheBatchRepeated() {
    publisher.bus().becomeUnavailable();
    List<String> records = List.of(poison(1), order(2, "alice"), poison(3));

    assertThat(publisher.deliver(records, 600)).isFalse();
    assertThat(letters.sequenceNumbers()).containsExactly(sequenceNumber(1));

    publisher.bus().recover();
    publisher.publish(batch(records.subList(1, 3)));
    assertThat(letters.sequenceNumbers()).containsExactly(sequenceNumber(1), sequenceNumber(3));
  }

  @Test
  void canFillAWholeBatch() {
    List<String> records = IntStream.range(0, 100).mapToObj(DeadLettersTest::poison).toList();

    assertThat(publisher.publish(batch(records))).isEmpty();
    assertThat(letters.letters()).hasSize(100);
  }

  @Test
  void areWrittenAgainForARecordThatIsGivenBackAndStillPoison() {
    publisher.publish(batch(poison(1)));
    String letter = letters.letters().getFirst();

    assertThat(publisher.publish(batch(letter))).isEmpty();
    assertThat(letters.letters()).containsExactly(letter, letter);
  }

  private static String poison(int number) {
    return record(
        number, "INSERT", PK, "SECRET", ",\"NewImage\":" + image(PK, "SECRET", text("n", "v")));
  }

  private List<String> owners() {
    return publisher.bus().events(UserDataChanged.class).stream()
        .map(event -> event.data().owner().text())
        .toList();
  }

  private static JsonNode json(String text) {
    return Json.read(text, JsonNode.class);
  }
}
