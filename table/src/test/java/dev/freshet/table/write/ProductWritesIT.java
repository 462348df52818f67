package dev.freshet.table.write;

import static dev.freshet.table.Failures.cancelled;
import static dev.freshet.table.Failures.thrown;
import static dev.freshet.table.Fixture.ALICE;
import static dev.freshet.table.Fixture.MUG;
import static dev.freshet.table.Fixture.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.ProductDetails;
import dev.freshet.domain.ProductId;
import dev.freshet.servers.TestTables;
import dev.freshet.table.Fixture;
import dev.freshet.table.item.ProductItem;
import dev.freshet.table.read.ProductPage;
import dev.freshet.table.read.TableReads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ProductWritesIT {
  private static final TestTables TABLES = TestTables.start();
  private static final ProductDetails GREEN = ProductDetails.of("Green tea", "Loose", 500);
  private static final ExpectedVersion ANY = new ExpectedVersion.Any();

  private final Fixture fixture = new Fixture(TABLES);
  private final TableReads reads = new TableReads(fixture.table);
  private final ProductWrites writes = new ProductWrites(fixture.table);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  @Test
  void aProductIsCreatedOnceAndListed() {
    ProductItem tea = created(TEA);

    assertThat(fixture.create(TEA, 999)).isEqualTo(new CreateProductResult.ProductExists());
    assertThat(reads.product(TEA)).contains(tea);
    assertThat(reads.products(10, Optional.empty()))
        .isEqualTo(new ProductPage(List.of(tea), Optional.empty()));
  }

  @Test
  void oneVersionIsChangedOnce() {
    ProductItem tea = created(TEA);
    ExpectedVersion seen = ExpectedVersion.exactly(tea.version());

    ProductResult changed = writes.change(TEA, GREEN, seen, "request-1");

    ProductItem expected = new ProductItem(TEA, GREEN, tea.version() + 1);
    assertThat(changed).isEqualTo(new ProductResult.Done(expected));
    assertThat(reads.product(TEA)).contains(expected);
    assertThat(writes.change(TEA, GREEN, seen, "request-2"))
        .isEqualTo(new ProductResult.Stale(expected));
    assertThat(writes.delete(TEA, seen, "request-3")).isEqualTo(new ProductResult.Stale(expected));
  }

  @Test
  void twoChangesAtOnceAreBothMadeWhereAnyVersionWillDo() throws Exception {
    ProductItem tea = created(TEA);

    List<ProductResult> results =
        Concurrently.call(2, () -> writes.change(TEA, GREEN, ANY, "request-1"));

    assertThat(results).allMatch(ProductResult.Done.class::isInstance);
    assertThat(reads.product(TEA).orElseThrow().version()).isEqualTo(tea.version() + 2);
  }

  @Test
  void aDeletedProductIsInNoListAndLeavesNothing() {
    created(TEA);
    created(MUG);

    assertThat(writes.delete(TEA, ANY, "request-1")).isInstanceOf(ProductResult.Done.class);

    assertThat(reads.product(TEA)).isEmpty();
    assertThat(reads.products(10, Optional.empty()).products())
        .extracting(ProductItem::productId)
        .containsExactly(MUG);
    assertThat(writes.delete(TEA, ANY, "request-2")).isEqualTo(new ProductResult.NoSuchProduct());
    assertThat(writes.change(TEA, GREEN, ANY, "request-3"))
        .isEqualTo(new ProductResult.NoSuchProduct());
    assertThat(fixture.everything()).hasSize(2);
  }

  @Test
  void aProductThatIsCreatedAnewHasNoVersionOfTheEarlierOne() {
    ProductItem first = created(TEA);
    writes.delete(TEA, ANY, "request-1");
    fixture.clock.advance(Duration.ofMillis(1));

    assertThat(created(TEA).version()).isGreaterThan(first.version());
  }

  @Test
  void allAreListedInPagesInTheOrderOfTheirIds() {
    List<ProductId> ids =
        IntStream.range(10, 17).mapToObj(i -> new ProductId("product-" + i)).toList();
    ids.reversed().forEach(this::created);

    ProductPage first = reads.products(5, Optional.empty());
    ProductPage second = reads.products(5, first.next());

    assertThat(first.products()).extracting(ProductItem::productId).isEqualTo(ids.subList(0, 5));
    assertThat(second.products()).extracting(ProductItem::productId).isEqualTo(ids.subList(5, 7));
    assertThat(second.next()).isEmpty();
  }

  @Test
  void anOrderKeepsTheProductAsItWasOrdered() {
    fixture.create(ALICE);
    created(TEA);
    PlaceOrder order =
        new PlaceOrder(ALICE, "key-1", List.of(new PlaceOrder.Line(TEA, 2)), "request-1");
    OrderResult.Placed placed = (OrderResult.Placed) new OrderWrites(fixture.table).place(order);

    writes.change(TEA, GREEN, ANY, "request-2");
    writes.delete(TEA, ANY, "request-3");

    assertThat(reads.order(ALICE, placed.order().id())).contains(placed.order());
    assertThat(placed.order().lines().getFirst().name()).isEqualTo("Good tea");
  }

  @Test
  void nothingIsWrittenWhileOthersAreInTheWayForTooLong() {
    ProductItem tea = created(TEA);
    for (int attempt = 0; attempt < Transactions.ATTEMPTS; attempt++) {
      fixture.client.beforeTransactions.add(thrown(cancelled("TransactionConflict")));
    }

    assertThat(writes.change(TEA, GREEN, ANY, "request-1")).isEqualTo(new ProductResult.Conflict());
    assertThat(reads.product(TEA)).contains(tea);
  }

  private ProductItem created(ProductId id) {
    return ((CreateProductResult.Created) fixture.create(id, 450)).product();
  }
}
