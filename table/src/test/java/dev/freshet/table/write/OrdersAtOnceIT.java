package dev.freshet.table.write;

import static dev.freshet.table.Fixture.ALICE;
import static dev.freshet.table.Fixture.BOB;
import static dev.freshet.table.Fixture.MUG;
import static dev.freshet.table.Fixture.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.UserId;
import dev.freshet.servers.TestTables;
import dev.freshet.table.ConflictingClient;
import dev.freshet.table.Fixture;
import dev.freshet.table.Table;
import dev.freshet.table.write.PlaceOrder.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Orders of one product by many users, under DynamoDB's rules for transactions at one time. */
class OrdersAtOnceIT {
  private static final TestTables TABLES = TestTables.start();
  private static final int CROWD = 32;

  private final Fixture fixture = new Fixture(TABLES);
  private final ConflictingClient dynamoDb = new ConflictingClient(fixture.client);
  private final Table table = new Table(dynamoDb, fixture.table.name(), fixture.clock);
  private final OrderWrites orders = new OrderWrites(table);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  @BeforeEach
  void stock() {
    fixture.create(ALICE);
    fixture.create(BOB);
    fixture.create(TEA, 450);
    fixture.create(MUG, 1200);
    fixture.client.requests.clear();
  }

  @Test
  void anOrderDoesNotConflictWithAnotherUsersOrderOfTheSameProduct() {
    List<OrderResult> other = new ArrayList<>();
    fixture.client.beforeTransactions.add(() -> other.add(orderTea(BOB)));

    OrderResult result = orderTea(ALICE);

    assertThat(result).isInstanceOf(OrderResult.Placed.class);
    assertThat(other).singleElement().isInstanceOf(OrderResult.Placed.class);
    assertThat(transactions()).as("each at its first try").hasSize(2);
  }

  @Test
  void aCrowdOrdersOneProductWithoutAConflictAndWithoutASecondTry() throws Exception {
    List<UserId> crowd =
        IntStream.range(0, CROWD).mapToObj(number -> new UserId("person-" + number)).toList();
    crowd.forEach(fixture::create);
    fixture.client.requests.clear();
    Queue<UserId> next = new ConcurrentLinkedQueue<>(crowd);

    List<OrderResult> results = Concurrently.call(CROWD, () -> orderTea(next.remove()));

    assertThat(results).hasOnlyElementsOfType(OrderResult.Placed.class);
    assertThat(fixture.count("ORDER#")).isEqualTo(CROWD);
    assertThat(dynamoDb.cancelled()).isZero();
    assertThat(transactions()).hasSize(CROWD);
  }

  @Test
  void theTransactionHasItemsOfTheUserOnly() {
    orders.place(
        new PlaceOrder(ALICE, "k1", List.of(new Line(TEA, 1), new Line(MUG, 2)), "request"));

    assertThat(transactions().getFirst().transactItems())
        .hasSize(5)
        .allSatisfy(
            write -> assertThat(ConflictingClient.partition(write)).isEqualTo("USER#alice"));
  }

  private OrderResult orderTea(UserId user) {
    return orders.place(new PlaceOrder(user, "k1", List.of(new Line(TEA, 1)), "request"));
  }

  private List<TransactWriteItemsRequest> transactions() {
    return fixture.client.requests.stream()
        .filter(TransactWriteItemsRequest.class::isInstance)
        .map(TransactWriteItemsRequest.class::cast)
        .toList();
  }
}
