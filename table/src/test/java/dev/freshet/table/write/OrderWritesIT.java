package dev.freshet.table.write;

import static dev.freshet.table.Failures.cancelled;
import static dev.freshet.table.Failures.thrown;
import static dev.freshet.table.Fixture.ALICE;
import static dev.freshet.table.Fixture.BOB;
import static dev.freshet.table.Fixture.MUG;
import static dev.freshet.table.Fixture.TEA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.domain.ItemKey;
import dev.freshet.servers.TestTables;
import dev.freshet.table.Fixture;
import dev.freshet.table.ThrottledException;
import dev.freshet.table.item.NotificationStatus;
import dev.freshet.table.item.OrderItem;
import dev.freshet.table.item.OrderLine;
import dev.freshet.table.item.StatsItem;
import dev.freshet.table.read.PageRequest;
import dev.freshet.table.read.TableReads;
import dev.freshet.table.write.PlaceOrder.Line;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class OrderWritesIT {
  private static final List<Line> THREE_TEAS = List.of(new Line(TEA, 3));
  private static final TestTables TABLES = TestTables.start();

  private final Fixture fixture = new Fixture(TABLES);
  private final TableReads reads = new TableReads(fixture.table);
  private final OrderWrites writes = new OrderWrites(fixture.table);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  @BeforeEach
  void stock() {
    fixture.create(ALICE);
    fixture.create(TEA, 450);
    fixture.create(MUG, 1200);
    fixture.client.requests.clear();
  }

  @Test
  void anOrderComesWithStatsAnActivityAndANotificationInOneTransaction() {
    OrderItem order = placed(order("k1", List.of(new Line(TEA, 3), new Line(MUG, 1))));

    assertThat(order.totalCents()).isEqualTo(2550);
    assertThat(reads.orders(ALICE, PageRequest.first(10)).items()).containsExactly(order);
    assertThat(reads.stats(ALICE)).contains(new StatsItem(ALICE, 1, 2550));
    assertThat(reads.overview(ALICE, 10).activities())
        .singleElement()
        .satisfies(
            it -> assertThat(it.description()).isEqualTo("Ordered 3 × Good tea and 1 more line"));
    assertThat(reads.notifications(ALICE, NotificationStatus.UNREAD, PageRequest.first(10)).items())
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("3 × Good tea").endsWith("is placed"));
    assertThat(fixture.client.requests)
        .filteredOn(TransactWriteItemsRequest.class::isInstance)
        .hasSize(1);
  }

  @Test
  void everyItemThatItTouchesSaysWhichRequestTouchedItAndWhen() {
    fixture.clock.advance(Duration.ofHours(1));
    placed(order("k1", THREE_TEAS));

    String now = Long.toString(fixture.clock.instant().toEpochMilli());
    assertThat(fixture.everything())
        .filteredOn(item -> Fixture.text(item, "correlationId").equals("request-k1"))
        .hasSize(5)
        .allSatisfy(item -> assertThat(item).containsEntry("changedAt", AttributeValue.fromN(now)));
  }

  @Test
  void aProductMayStandInSeveralLines() {
    OrderItem order = placed(order("k1", List.of(new Line(TEA, 1), new Line(TEA, 2))));

    assertThat(order.totalCents()).isEqualTo(3 * 450);
  }

  @Test
  void anUnknownProductStopsTheOrder() {
    fixture.delete(ItemKey.product(MUG));

    OrderResult result = writes.place(order("k1", List.of(new Line(TEA, 1), new Line(MUG, 1))));

    assertThat(result).isEqualTo(new OrderResult.ProductUnknown(MUG));
    nothingIsWritten();
  }

  @Test
  void aUserWithoutAnAccountCannotOrder() {
    OrderResult result = writes.place(new PlaceOrder(BOB, "k1", THREE_TEAS, "request-k1"));

    assertThat(result).isEqualTo(new OrderResult.NoSuchUser());
    nothingIsWritten();
  }

  @Nested
  class TheSameKey {

    @Test
    void givesTheSameAnswerAgainAndWritesNothing() {
      OrderItem order = placed(order("k1", THREE_TEAS));
      var before = fixture.everything();

      assertThat(writes.place(order("k1", THREE_TEAS))).isEqualTo(new OrderResult.Replayed(order));
      assertThat(fixture.everything()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void givesTheAnswerOfThatTimeWhateverBecameOfTheProduct() {
      OrderItem order = placed(order("k1", THREE_TEAS));
      fixture.delete(ItemKey.product(TEA));

      assertThat(writes.place(order("k1", THREE_TEAS))).isEqualTo(new OrderResult.Replayed(order));
    }

    @Test
    void isRefusedForAnotherOrder() {
      placed(order("k1", THREE_TEAS));

      assertThat(writes.place(order("k1", List.of(new Line(TEA, 4)))))
          .isEqualTo(new OrderResult.KeyReused());
      assertThat(reads.stats(ALICE)).contains(new StatsItem(ALICE, 1, 1350));
    }

    @Test
    void ofAnotherUserIsAnotherKey() {
      fixture.create(BOB);
      placed(order("k1", THREE_TEAS));

      placed(new PlaceOrder(BOB, "k1", THREE_TEAS, "request-k1"));

      assertThat(reads.stats(BOB)).contains(new StatsItem(BOB, 1, 1350));
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 25})
    void isFreeAgainAfterADayThoughDynamoDbHasNotDeletedTheItemYet(int hours) {
      OrderItem first = placed(order("k1", THREE_TEAS));
      fixture.clock.advance(Duration.ofHours(hours));

      OrderItem second = placed(order("k1", THREE_TEAS));

      assertThat(second.id()).isNotEqualTo(first.id());
      assertThat(fixture.count("IDEMPOTENCY#k1")).isEqualTo(1);
    }

    @Test
    void isNotFreeAMomentBefore() {
      OrderItem first = placed(order("k1", THREE_TEAS));
      fixture.clock.advance(Duration.ofHours(24).minusSeconds(1));

      assertThat(writes.place(order("k1", THREE_TEAS))).isEqualTo(new OrderResult.Replayed(first));
    }

    @Test
    void atOnceGivesOneOrder() throws Exception {
      List<OrderResult> results = Concurrently.call(8, () -> writes.place(order("k1", THREE_TEAS)));

      assertThat(results).filteredOn(OrderResult.Placed.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(OrderResult.Replayed.class::isInstance).hasSize(7);
      assertThat(fixture.count("ORDER#")).isEqualTo(1);
      assertThat(reads.stats(ALICE)).contains(new StatsItem(ALICE, 1, 1350));
    }

    @Test
    void takenBetweenTheLookAndTheCommitIsReplayed() {
      OrderWrites other = new OrderWrites(fixture.table);
      fixture.client.beforeTransactions.add(() -> other.place(order("k1", THREE_TEAS)));

      assertThat(writes.place(order("k1", THREE_TEAS))).isInstanceOf(OrderResult.Replayed.class);
      assertThat(fixture.count("ORDER#")).isEqualTo(1);
    }
  }

  @Test
  void statsCountEveryOneOfTheOrdersPlacedAtOnce() throws Exception {
    AtomicInteger key = new AtomicInteger();

    List<OrderResult> results =
        Concurrently.call(10, () -> writes.place(order("k" + key.incrementAndGet(), THREE_TEAS)));

    assertThat(results).hasOnlyElementsOfType(OrderResult.Placed.class);
    assertThat(reads.stats(ALICE)).contains(new StatsItem(ALICE, 10, 13_500));
    assertThat(fixture.count("ORDER#")).isEqualTo(10);
  }

  @Nested
  class AProductThatChangesBetweenTheReadAndTheCommit {

    @Test
    void isOrderedAtThePriceThatWasRead() {
      fixture.client.beforeTransactions.add(() -> fixture.changePrice(TEA, 500));

      assertThat(placed(order("k1", THREE_TEAS)).totalCents()).isEqualTo(3 * 450);
      assertThat(placed(order("k2", THREE_TEAS)).totalCents()).isEqualTo(3 * 500);
    }

    @Test
    void andIsDeletedIsOrderedAsItWasRead() {
      fixture.client.beforeTransactions.add(() -> fixture.delete(ItemKey.product(TEA)));

      OrderItem order = placed(order("k1", THREE_TEAS));

      assertThat(order.lines()).containsExactly(new OrderLine(TEA, "Good tea", 3, 450));
      assertThat(writes.place(order("k2", THREE_TEAS)))
          .isEqualTo(new OrderResult.ProductUnknown(TEA));
    }
  }

  /** DynamoDB Local runs transactions one after the other, so these come from the test. */
  @Nested
  class ATransactionInTheWay {
    private final TransactionCanceledException conflict =
        cancelled("None", "TransactionConflict", "None", "None", "None");

    @Test
    void isWaitedFor() {
      fixture.client.beforeTransactions.addAll(List.of(thrown(conflict), thrown(conflict)));

      placed(order("k1", THREE_TEAS));
    }

    @Test
    void isWaitedForSoManyTimesAndNoMore() {
      for (int attempt = 0; attempt < Transactions.ATTEMPTS; attempt++) {
        fixture.client.beforeTransactions.add(thrown(conflict));
      }

      assertThat(writes.place(order("k1", THREE_TEAS))).isEqualTo(new OrderResult.Conflict());
      nothingIsWritten();
    }

    @Test
    void doesNotHideThatAConditionFailed() {
      fixture.client.beforeTransactions.add(
          thrown(
              cancelled("TransactionConflict", "ConditionalCheckFailed", "None", "None", "None")));

      assertThat(writes.place(order("k1", THREE_TEAS))).isEqualTo(new OrderResult.NoSuchUser());
    }
  }

  @Nested
  class ATransactionThatIsCancelledOtherwise {

    @Test
    void forWantOfCapacityIsThrottling() {
      for (String code : List.of("ThrottlingError", "ProvisionedThroughputExceeded")) {
        fixture.client.beforeTransactions.add(thrown(cancelled("TransactionConflict", code)));

        assertThatThrownBy(() -> writes.place(order("k1", THREE_TEAS)))
            .isInstanceOf(ThrottledException.class);
      }
    }

    @Test
    void forAnErrorOfOursIsThatError() {
      TransactionCanceledException error = cancelled("None", "ValidationError");
      fixture.client.beforeTransactions.add(thrown(error));

      assertThatThrownBy(() -> writes.place(order("k1", THREE_TEAS))).isSameAs(error);
    }
  }

  private static PlaceOrder order(String key, List<Line> lines) {
    return new PlaceOrder(ALICE, key, lines, "request-" + key);
  }

  private OrderItem placed(PlaceOrder request) {
    OrderResult result = writes.place(request);
    assertThat(result).isInstanceOf(OrderResult.Placed.class);
    return ((OrderResult.Placed) result).order();
  }

  private void nothingIsWritten() {
    assertThat(fixture.everything())
        .noneMatch(item -> Fixture.text(item, "correlationId").startsWith("request-"));
    assertThat(reads.stats(ALICE)).contains(new StatsItem(ALICE, 0, 0));
  }
}
