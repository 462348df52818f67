package dev.freshet.table.write;

import static dev.freshet.table.Failures.cancelled;
import static dev.freshet.table.Failures.thrown;
import static dev.freshet.table.Fixture.ALICE;
import static dev.freshet.table.Fixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Ulid;
import dev.freshet.servers.TestTables;
import dev.freshet.table.Fixture;
import dev.freshet.table.item.NotificationItem;
import dev.freshet.table.item.NotificationStatus;
import dev.freshet.table.read.PageRequest;
import dev.freshet.table.read.TableReads;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class NotificationWritesIT {
  private static final TestTables TABLES = TestTables.start();

  private final Fixture fixture = new Fixture(TABLES);
  private final TableReads reads = new TableReads(fixture.table);
  private final NotificationWrites writes = new NotificationWrites(fixture.table);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  @Test
  void aNewOneIsUnread() {
    NotificationItem created = writes.create(ALICE, "Hello", "request-1");

    assertThat(list(NotificationStatus.UNREAD)).containsExactly(created);
    assertThat(fixture.everything())
        .singleElement()
        .satisfies(item -> assertThat(Fixture.text(item, "correlationId")).isEqualTo("request-1"));
  }

  @Test
  void readItMovesAndKeepsWhatItSays() {
    NotificationItem created = writes.create(ALICE, "Hello", "setup");

    MarkReadResult result = read(created.id());

    assertThat(result).isEqualTo(new MarkReadResult.Moved(created.read()));
    assertThat(list(NotificationStatus.READ)).containsExactly(created.read());
    assertThat(list(NotificationStatus.UNREAD)).isEmpty();
  }

  @Test
  void readTwiceItMovesOnce() {
    NotificationItem created = writes.create(ALICE, "Hello", "setup");
    read(created.id());

    assertThat(read(created.id())).isEqualTo(new MarkReadResult.AlreadyRead(created.read()));
  }

  @Test
  void readAtOnceItMovesOnce() throws Exception {
    NotificationItem created = writes.create(ALICE, "Hello", "setup");

    List<MarkReadResult> results = Concurrently.call(6, () -> read(created.id()));

    assertThat(results).filteredOn(MarkReadResult.Moved.class::isInstance).hasSize(1);
    assertThat(results).filteredOn(MarkReadResult.AlreadyRead.class::isInstance).hasSize(5);
    assertThat(fixture.everything()).hasSize(1);
  }

  @Test
  void movedBetweenTheTwoLooksItIsStillFound() {
    NotificationItem created = writes.create(ALICE, "Hello", "setup");
    fixture.client.beforeReads.add(() -> read(created.id()));

    assertThat(read(created.id())).isInstanceOf(MarkReadResult.AlreadyRead.class);
  }

  @Test
  void oneThatIsNotThereOrSomebodyElsesCannotBeRead() {
    NotificationItem bobs = writes.create(BOB, "Hello", "setup");

    assertThat(read(fixture.table.newId())).isEqualTo(new MarkReadResult.NoSuchNotification());
    assertThat(read(bobs.id())).isEqualTo(new MarkReadResult.NoSuchNotification());
    assertThat(fixture.everything()).hasSize(1);
  }

  @Test
  void oneThatIsDeletedMeanwhileIsNotThere() {
    NotificationItem created = writes.create(ALICE, "Hello", "setup");
    fixture.client.beforeTransactions.add(() -> fixture.delete(created.key()));

    assertThat(read(created.id())).isEqualTo(new MarkReadResult.NoSuchNotification());
    assertThat(fixture.everything()).isEmpty();
  }

  @Test
  void aTransactionInTheWayForTooLongIsAConflict() {
    NotificationItem created = writes.create(ALICE, "Hello", "setup");
    for (int attempt = 0; attempt < Transactions.ATTEMPTS; attempt++) {
      fixture.client.beforeTransactions.add(thrown(cancelled("TransactionConflict", "None")));
    }

    assertThat(read(created.id())).isEqualTo(new MarkReadResult.Conflict());
  }

  private MarkReadResult read(Ulid id) {
    return writes.markRead(ALICE, id, "request-1");
  }

  private List<NotificationItem> list(NotificationStatus status) {
    return reads.notifications(ALICE, status, PageRequest.first(10)).items();
  }
}
