package dev.freshet.leases;

import static dev.freshet.leases.Sample.AMPLE;
import static dev.freshet.leases.Sample.ORDERS;
import static dev.freshet.leases.Sample.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStore.Versioned;
import dev.freshet.viewcache.lease.LeaseStoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

class AnswersTest {
  private static final RecordKey LEASE = RecordKey.ofLease(ORDERS);
  private static final RecordKey OTHER = RecordKey.ofLease(PROFILE);

  private final ScriptedClient client = new ScriptedClient();
  private final LeaseStore store =
      new DynamoDbLeaseStore(client, ScriptedClient.TABLE, InstantSource.fixed(Sample.NOW));

  @Nested
  class UnprocessedKeys {

    @Test
    void areAskedForAgainStronglyConsistentlyWhateverTheAnswerSays() {
      client.answering(List.of(item(0)), OTHER).answering(List.of());

      Records read = store.read(Sample.query(ORDERS, PROFILE), AMPLE);

      assertThat(read.versioned(ORDERS)).isEqualTo(new Versioned<>(Sample.lease(2), 1));
      assertThat(read.versioned(PROFILE)).isEqualTo(new Versioned<>(Lease.NONE, 0));
      assertThat(client.reads).hasSize(2);
      assertThat(client.reads.getLast().requestItems())
          .isEqualTo(
              Map.of(
                  ScriptedClient.TABLE,
                  KeysAndAttributes.builder()
                      .keys(List.of(OTHER.attributes()))
                      .consistentRead(true)
                      .build()));
    }

    @Test
    void thatAreNeverProcessedAreNotTakenForAbsentOnes() {
      client.answering(List.of(), LEASE);

      assertThatExceptionOfType(LeaseStoreUnavailableException.class)
          .isThrownBy(() -> store.read(Sample.query(ORDERS), Duration.ofMillis(50)));
    }
  }

  @Nested
  class AnItem {

    @ParameterizedTest
    @ValueSource(strings = {"version", "grants"})
    void thatLacksAnAttributeIsUnavailable(String attribute) {
      Map<String, AttributeValue> item = new HashMap<>(item(0));
      item.remove(attribute);

      isUnreadable(item, "LEASE#u-alice#orders has no " + attribute);
    }

    @ParameterizedTest
    @ValueSource(strings = {"generation", "firstAt", "lastAt", "until", "prepaid"})
    void whoseGrantLacksAnAttributeIsUnavailable(String attribute) {
      Map<String, AttributeValue> grant = grant();
      grant.remove(attribute);

      isUnreadable(
          item(Map.of("grants", AttributeValue.fromL(List.of(AttributeValue.fromM(grant))))),
          "LEASE#u-alice#orders has no " + attribute);
    }

    @Test
    void whoseAttributeIsMalformedIsUnavailable() {
      AttributeValue text = AttributeValue.fromS("1");

      isUnreadable(item(Map.of("version", text)), "LEASE#u-alice#orders has an unreadable version");
      isUnreadable(item(Map.of("grants", text)), "LEASE#u-alice#orders has an unreadable grants");
      isUnreadable(
          item(Map.of("grants", AttributeValue.fromL(List.of(text)))),
          "LEASE#u-alice#orders has an unreadable grants");
    }

    @ParameterizedTest
    @CsvSource({"until, 1772363730.1234567891", "lastAt, 1e30", "generation, 1", "prepaid, 1"})
    void whoseGrantIsMalformedIsUnavailable(String attribute, String number) {
      Map<String, AttributeValue> grant = grant();
      grant.put(attribute, AttributeValue.fromN(number));

      isUnreadable(
          item(Map.of("grants", AttributeValue.fromL(List.of(AttributeValue.fromM(grant))))),
          "LEASE#u-alice#orders has an unreadable " + attribute);
    }

    @ParameterizedTest
    @CsvSource({
      "1, LEDGER#2026-03, committed",
      "1, LEDGER#2026-03, reserved",
      "2, SHARE#u-alice#2026-03, days"
    })
    void ofAMonthThatIsMalformedIsUnavailable(int place, String key, String attribute) {
      Map<String, AttributeValue> item =
          new HashMap<>(RecordItems.changes(Sample.grant(0, 0, 0), Sample.NOW).get(place).item());
      item.put(attribute, AttributeValue.fromS("7"));

      isUnreadable(item, key + " has an unreadable " + attribute);
    }

    private void isUnreadable(Map<String, AttributeValue> item, String message) {
      ScriptedClient answers = new ScriptedClient().answering(List.of(item));

      assertThatExceptionOfType(LeaseStoreUnavailableException.class)
          .isThrownBy(() ->
              new DynamoDbLeaseStore(answers, ScriptedClient.TABLE, InstantSource.fixed(Sample.NOW))
                  .read(Sample.query(ORDERS), AMPLE))
          .withMessage(message);
    }
  }

  @Nested
  class ACancelledWrite {

    @ParameterizedTest
    @CsvSource({
      "1, None, ConditionalCheckFailed",
      "2, None, ConditionalCheckFailed",
      "1, None, TransactionConflict",
      "1, ThrottlingError, ConditionalCheckFailed"
    })
    void thatLostToAnotherWriterWroteNothing(int attempt, String first, String second) {
      client.cancelling(attempt, first, second);

      assertThat(store.write(Sample.grant(0, 0, 0), AMPLE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingError", "ValidationError"})
    void thatFailedForAnotherReasonIsUnavailable(String reason) {
      client.cancelling(1, "None", reason);

      assertThatExceptionOfType(LeaseStoreUnavailableException.class)
          .isThrownBy(() -> store.write(Sample.grant(0, 0, 0), AMPLE));
    }

    @Test
    void thatMetAConflictAfterAnUnansweredAttemptMayStillBeWritten() {
      client.cancelling(2, "TransactionConflict");

      assertThatExceptionOfType(LeaseStoreUnavailableException.class)
          .isThrownBy(() -> store.write(Sample.grant(0, 0, 0), AMPLE));
    }
  }

  private static Map<String, AttributeValue> grant() {
    return new HashMap<>(Objects.requireNonNull(item(0).get("grants")).l().getLast().m());
  }

  private static Map<String, AttributeValue> item(Map<String, AttributeValue> changed) {
    Map<String, AttributeValue> item = new HashMap<>(item(0));
    item.putAll(changed);
    return item;
  }

  /** The lease of two grants as it replaces this version. */
  private static Map<String, AttributeValue> item(long version) {
    return RecordItems.changes(Sample.lease(ORDERS, Sample.lease(2), version), Sample.NOW)
        .getFirst()
        .item();
  }
}
