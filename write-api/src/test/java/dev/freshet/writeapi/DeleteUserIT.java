package dev.freshet.writeapi;

import static dev.freshet.writeapi.Api.ALICE;
import static dev.freshet.writeapi.Api.BOB;
import static dev.freshet.writeapi.Api.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.UserId;
import dev.freshet.servers.TestTables;
import dev.freshet.table.Table;
import dev.freshet.table.write.CreateUserResult;
import dev.freshet.table.write.UserSweep;
import dev.freshet.table.write.UserWrites;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DeleteUserIT {
  private static final TestTables TABLES = TestTables.start();
  private static final String NEW = "{\"name\":\"Al\",\"email\":\"alice@example.com\"}";

  private final Api api = Api.over(TABLES);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  private void aLife() {
    api.postOrder(ALICE)
        .header("Idempotency-Key", "k")
        .body("{\"lines\":[{\"productId\":\"tea\",\"quantity\":1}]}")
        .answer();
    api.putPreferences(ALICE)
        .header("If-Match", "*")
        .body(
            "{\"theme\":\"dark\",\"language\":\"en\",\"emailNotifications\":true,"
                + "\"ordersPerPage\":5}")
        .answer();
    api.follow(ALICE, "bob").answer();
    api.follow(BOB, "alice").answer();
  }

  @Test
  void nothingInTheTableNamesTheUserAfterwards() {
    aLife();

    assertThat(api.deleteUser(ALICE).answer().status()).isEqualTo(202);
    assertThat(sweep(60_000).getBatchItemFailures()).isEmpty();

    assertThat(everything()).isNotEmpty().noneMatch(item -> item.contains("alice"));
    assertThat(api.reads.followers(BOB, 10, Optional.empty()).total()).isZero();
    assertThat(api.reads.following(BOB, 10, Optional.empty()).total()).isZero();
  }

  @Test
  void theAccountIsGoneAtOnceAndCannotBeUsedOrMadeAnewUntilAllIsDeleted() {
    aLife();
    api.deleteUser(ALICE).answer();

    assertThat(api.reads.profile(ALICE)).isEmpty();
    assertThat(api.reads.stats(ALICE)).isEmpty();
    assertThat(api.reads.preferences(ALICE).version()).isZero();
    assertThat(api.follow(BOB, "alice").answer().status()).isEqualTo(404);
    assertThat(api.putProfile(ALICE).body(NEW).answer().status()).isEqualTo(409);
    assertThat(api.deleteUser(ALICE).answer().status()).isEqualTo(202);

    sweep(60_000);
    assertThat(api.putProfile(ALICE).body(NEW).answer().status()).isEqualTo(201);
  }

  @Test
  void anAddressIsFreeForOthersAtOnce() {
    api.deleteUser(ALICE).answer();

    assertThat(api.putProfile(STRANGER).body(NEW).answer().status()).isEqualTo(201);
  }

  @Test
  void aUserWithoutAnAccountHasNothingToDelete() {
    assertThat(api.deleteUser(STRANGER).answer().body()).contains("/problems/no-account");
  }

  @Test
  void whatOneInvocationHasNoTimeForIsReportedAndLeftToTheNext() {
    aLife();
    for (int i = 0; i < 250; i++) {
      UserId fan = new UserId("fan|" + i);
      create(fan);
      api.follow(fan, "alice").answer();
    }
    api.deleteUser(ALICE).answer();

    assertThat(sweep(0).getBatchItemFailures()).hasSize(1);
    assertThat(stoppedAfterOnePage().run(ALICE, "c-1", Api.NOW.plusMillis(50))).isFalse();
    assertThat(api.reads.followers(ALICE, 40, Optional.empty()).users()).isNotEmpty();
    assertThat(api.reads.following(new UserId("fan|0"), 1, Optional.empty()).total()).isZero();
    assertThat(sweep(60_000).getBatchItemFailures()).isEmpty();

    assertThat(everything()).noneMatch(item -> item.contains("alice"));
    assertThat(api.reads.following(new UserId("fan|7"), 10, Optional.empty()).total()).isZero();
  }

  @Test
  void aSweepOfAUserWhoIsNotDeletedDeletesNothing() {
    aLife();
    List<String> before = everything();

    assertThat(sweep(60_000).getBatchItemFailures()).isEmpty();
    assertThat(everything()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void aChangeOfAnotherUserThatTravelsWithADeletionIsNone() {
    aLife();
    api.deleteUser(ALICE).answer();
    api.deleteUser(BOB).answer();

    sweep(60_000);

    assertThat(everything()).noneMatch(item -> item.contains("USER#alice"));
    assertThat(everything()).anyMatch(item -> item.contains("USER#bob"));
  }

  @Test
  void twoSweepsAtOnceAreInNobodysWay() throws InterruptedException {
    aLife();
    api.deleteUser(ALICE).answer();
    UserSweep sweep = new UserSweep(api.table);

    Thread other = Thread.ofPlatform().start(() -> sweep.run(ALICE, "one", Api.NOW.plusSeconds(1)));
    sweep.run(ALICE, "two", Api.NOW.plusSeconds(1));
    other.join();
    sweep.run(ALICE, "three", Api.NOW.plusSeconds(1));

    assertThat(everything()).noneMatch(item -> item.contains("alice"));
    assertThat(api.reads.followers(BOB, 10, Optional.empty()).total()).isZero();
  }

  /** By a clock that goes on with every look at it. */
  private UserSweep stoppedAfterOnePage() {
    AtomicInteger looks = new AtomicInteger();
    InstantSource clock = () -> Api.NOW.plusMillis(looks.getAndIncrement());
    return new UserSweep(new Table(TABLES.client(), api.table.name(), clock));
  }

  private void create(UserId user) {
    assertThat(
            new UserWrites(api.table)
                .create(
                    user,
                    user.value(),
                    new EmailAddress(user.value().replace('|', '.') + "@example.com"),
                    "setup"))
        .isInstanceOf(CreateUserResult.Created.class);
  }

  private List<String> everything() {
    return TABLES
        .client()
        .scanPaginator(request -> request.tableName(api.table.name()))
        .items()
        .stream()
        .map(Object::toString)
        .toList();
  }

  /** As SQS delivers what EventBridge delivered to it. */
  private SQSBatchResponse sweep(int remainingMillis) {
    SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
    message.setMessageId("m-1");
    message.setBody(
        """
        {"source": "freshet", "detail-type": "UserDataChanged", "detail": {"events": [%s, %s]}}
        """
            .formatted(event("u-bob", "PROFILE"), event("u-alice", "DELETION")));
    SQSEvent batch = new SQSEvent();
    batch.setRecords(List.of(message));
    return api.userSweeper()
        .handleRequest(batch, LambdaContext.of("invocation-1", 15_000 + remainingMillis));
  }

  private static String event(String owner, String item) {
    return """
    {"metadata": {"id": "e-1", "version": "1", "occurredAt": "2026-03-01T10:15:30.123Z",
      "committedAt": "2026-03-01T10:15:30.000Z", "correlationId": "c-1", "idempotencyKey": "k-1"},
     "data": {"owner": "%s", "views": ["profile"], "changes": [
       {"item": "%s", "kind": "INSERT", "attributes": ["since"]}]}}
    """
        .formatted(owner, item);
  }
}
