package dev.freshet.leases;

import static dev.freshet.leases.Sample.ALICE;
import static dev.freshet.leases.Sample.MONTH;
import static dev.freshet.leases.Sample.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.lease.LeaseStore.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

class RequestsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(7);

  private final ScriptedClient client = new ScriptedClient().answering(List.of());
  private final LeaseStore store =
      new DynamoDbLeaseStore(client, ScriptedClient.TABLE, InstantSource.fixed(Sample.NOW));

  @Test
  void aReadAsksForAllKeysAtOnceAndStronglyConsistently() {
    store.read(Sample.query(ORDERS), TIMEOUT);

    assertThat(client.reads).hasSize(1);
    KeysAndAttributes asked = at(client.reads.getFirst().requestItems(), ScriptedClient.TABLE);
    assertThat(asked.consistentRead()).isTrue();
    assertThat(asked.keys())
        .extracting(key -> at(key, "pk").s())
        .containsExactlyInAnyOrder(
            "LEASE#u-alice#orders", "LEDGER#2026-03", "SHARE#u-alice#2026-03");
  }

  @Test
  void aWriteComparesTheVersionsInOneTransactionWithATokenOfItsOwn() {
    store.write(Sample.grant(4, 0, 9), TIMEOUT);
    store.write(Sample.grant(4, 0, 9), TIMEOUT);

    assertThat(puts(client.writes.getFirst()))
        .allSatisfy(put -> assertThat(put.tableName()).isEqualTo(ScriptedClient.TABLE))
        .extracting(RequestsTest::key, Put::conditionExpression, RequestsTest::compared)
        .containsExactlyInAnyOrder(
            tuple("LEASE#u-alice#orders", "version = :version", "4"),
            tuple("LEDGER#2026-03", "attribute_not_exists(pk)", "none"),
            tuple("SHARE#u-alice#2026-03", "version = :version", "9"));
    assertThat(client.writes)
        .extracting(TransactWriteItemsRequest::clientRequestToken)
        .doesNotHaveDuplicates()
        .allSatisfy(token -> assertThat(UUID.fromString(token)).isNotNull());
  }

  @Test
  void anItemHasTheNextVersionAndTheDocumentedAttributes() {
    store.write(Sample.grant(4, 0, 9), TIMEOUT);
    Map<String, Map<String, AttributeValue>> items =
        puts(client.writes.getFirst()).stream()
            .collect(Collectors.toMap(RequestsTest::key, Put::item));

    Map<String, AttributeValue> lease = at(items, "LEASE#u-alice#orders");
    assertThat(lease).containsOnlyKeys("pk", "version", "expiresAt", "grants");
    assertThat(lease).containsEntry("version", AttributeValue.fromN("5"));
    assertThat(at(lease, "grants").l().getFirst().m())
        .isEqualTo(
            Map.of(
                "generation", AttributeValue.fromS("generation-0"),
                "firstAt", AttributeValue.fromN("1772360070.123456789"),
                "lastAt", AttributeValue.fromN("1772360130.123456789"),
                "until", AttributeValue.fromN("1772363730.123456789"),
                "prepaid", AttributeValue.fromBool(true)));
    assertThat(at(items, "LEDGER#2026-03"))
        .containsOnlyKeys("pk", "version", "expiresAt", "committed", "reserved")
        .containsEntry("committed", AttributeValue.fromN("7"));
    assertThat(at(at(items, "SHARE#u-alice#2026-03"), "days").m())
        .isEqualTo(Map.of("1", AttributeValue.fromN("3"), "31", AttributeValue.fromN("1")));
  }

  @Test
  void aLeaseMayBeDeletedADayAfterItsLastGrantAndARecordOfAMonthFortyDaysAfterIt() {
    store.write(Sample.grant(0, 0, 0), TIMEOUT);

    assertThat(expiries())
        .isEqualTo(
            Map.of(
                "LEASE#u-alice#orders", "2026-03-02T11:15:30Z",
                "LEDGER#2026-03", "2026-05-11T00:00:00Z",
                "SHARE#u-alice#2026-03", "2026-05-11T00:00:00Z"));
  }

  @Test
  void aLeaseWithoutLivingGrantsIsKeptForADaySoThatLateWritesFail() {
    store.write(Sample.lease(ORDERS, Lease.NONE, 3), TIMEOUT);
    assertThat(expiries()).containsValue("2026-03-02T10:15:30Z");

    client.writes.clear();
    InstantSource daysLater = InstantSource.fixed(Sample.NOW.plus(Duration.ofDays(9)));
    new DynamoDbLeaseStore(client, ScriptedClient.TABLE, daysLater)
        .write(Sample.lease(ORDERS, Sample.lease(1), 3), TIMEOUT);
    assertThat(expiries()).containsValue("2026-03-11T10:15:30Z");
  }

  @Test
  void everyRequestAndEachAttemptOfTheSdkIsCutOffAtTheTimeout() {
    store.read(Sample.query(ORDERS), TIMEOUT);
    store.write(Sample.grant(0, 0, 0), TIMEOUT);

    assertThat(
            List.of(
                client.reads.getFirst().overrideConfiguration().orElseThrow(),
                client.writes.getFirst().overrideConfiguration().orElseThrow()))
        .allSatisfy(RequestsTest::isCutOff);
  }

  @Test
  void moreRecordsThanATransactionTakesAreRefusedBeforeAnyRequest() {
    Set<ViewKey> views =
        IntStream.range(0, LeaseStore.MOST_RECORDS)
            .mapToObj(i -> new ViewKey(ALICE, new ViewName("view-" + i)))
            .collect(Collectors.toSet());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.read(new Query(views, MONTH, Optional.empty()), TIMEOUT))
        .withMessageContaining("101");
    assertThat(client.reads).isEmpty();
  }

  private static void isCutOff(AwsRequestOverrideConfiguration override) {
    assertThat(override.apiCallTimeout().orElseThrow())
        .isGreaterThan(Duration.ZERO)
        .isLessThanOrEqualTo(TIMEOUT);
    assertThat(override.apiCallAttemptTimeout()).isEqualTo(override.apiCallTimeout());
  }

  private Map<String, String> expiries() {
    return puts(client.writes.getFirst()).stream()
        .collect(Collectors.toMap(RequestsTest::key, put -> time(at(put.item(), "expiresAt").n())));
  }

  private static String time(String epochSeconds) {
    return Instant.ofEpochSecond(Long.parseLong(epochSeconds)).toString();
  }

  private static <T> T at(Map<String, T> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  private static List<Put> puts(TransactWriteItemsRequest request) {
    return request.transactItems().stream().map(TransactWriteItem::put).toList();
  }

  private static String key(Put put) {
    return at(put.item(), "pk").s();
  }

  private static String compared(Put put) {
    return put.hasExpressionAttributeValues()
        ? at(put.expressionAttributeValues(), ":version").n()
        : "none";
  }
}
