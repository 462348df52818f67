package dev.freshet.invalidator.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.EdgeInvalidated;
import dev.freshet.invalidator.EventSchemas;
import dev.freshet.invalidator.FakeQueue.Message;
import dev.freshet.invalidator.NoContext;
import dev.freshet.invalidator.path.ChangePath;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EdgeInvalidatorTest {
  private final ChangePath path = new ChangePath(1_000, 0);

  @Nested
  class ANotice {

    @Test
    void ofALeasedViewIsPurgedOnceTheWindowHasPassed() {
      path.lease("u-alice", "orders", 2);
      String key = path.change("u-alice", "orders");
      path.run();
      path.clock.advance(Duration.ofMillis(1_999));
      path.run();
      assertThat(path.cloudFront.requests()).isEmpty();

      path.clock.advance(Duration.ofMillis(1));
      path.run();

      assertThat(path.cloudFront.requests())
          .singleElement()
          .satisfies(request -> {
            assertThat(request.distributionId()).isEqualTo("E1");
            assertThat(request.invalidationBatch().paths().items())
                .containsExactly("#u-alice.orders");
            assertThat(request.invalidationBatch().paths().quantity()).isEqualTo(1);
          });
      assertThat(path.purges.messages()).isEmpty();
      EdgeInvalidated told = path.bus.events(EdgeInvalidated.class, "EdgeInvalidated").getFirst();
      assertThat(told.correlationIds()).containsExactly("request-" + key);
      assertThat(path.bus.accepted())
          .allSatisfy(entry -> EventSchemas.assertValid(entry.detailType(), entry.detail()));
      assertThat(path.written.sum("PurgeLeaseFound")).isEqualTo(1);
      assertThat(path.written.sum("PurgesPaid")).isEqualTo(1);
      assertThat(path.written.sum("CommitToPurge")).isEqualTo(2_000);
    }

    @Test
    void ofAViewWithoutALeaseCostsNothing() {
      path.change("u-alice", "orders");

      path.runFor(Duration.ofSeconds(3));

      assertThat(path.cloudFront.requests()).isEmpty();
      assertThat(path.purges.messages()).isEmpty();
      assertThat(path.written.sum("SkipNotLeased")).isEqualTo(1);
    }

    @Test
    void thatDidNotWaitInTheQueueComesBackWhenItsWindowHasPassed() {
      path.lease("u-alice", "orders", 2);
      path.change("u-alice", "orders");
      path.sqs.poll("changes", path.dispatcher);
      String early = path.purges.bodies().getFirst();
      path.purges.delete(path.purges.messages().getFirst().id());

      path.sqs.deliver(early, "purges", path.invalidator);

      assertThat(path.purges.messages())
          .singleElement()
          .extracting(Message::visibleFrom)
          .isEqualTo(path.clock.instant().plusSeconds(2));
      assertThat(path.cloudFront.requests()).isEmpty();
    }

    @Test
    void forWhichTooLittleTimeIsLeftComesBack() {
      path.lease("u-alice", "orders", 2);
      path.change("u-alice", "orders");
      path.sqs.poll("changes", path.dispatcher);
      path.clock.advance(Duration.ofSeconds(2));

      path.sqs.poll(
          "purges", path.invalidator, NoContext.withTimeLeft(EdgeInvalidator.WORK.minusMillis(1)));

      assertThat(path.cloudFront.requests()).isEmpty();
      assertThat(path.purges.messages()).hasSize(1);

      path.clock.advance(Duration.ofSeconds(1));
      path.sqs.poll("purges", path.invalidator, NoContext.withTimeLeft(EdgeInvalidator.WORK));

      assertThat(path.cloudFront.requests()).hasSize(1);
    }

    @Test
    void thatCannotBeReadIsSetAside() {
      path.purges.send("{}");

      path.runFor(Duration.ofSeconds(2));

      assertThat(path.purgeDlq.bodies()).containsExactly("{}");
      assertThat(path.purges.messages()).isEmpty();
      assertThat(path.written.sum("MalformedMessages")).isEqualTo(1);
    }

    @Test
    void isNeverTakenForOneWithoutALeaseWhileTheLeasesCannotBeRead() {
      path.lease("u-alice", "orders", 2);
      path.change("u-alice", "orders");
      path.leases.setUnavailable(true);
      path.runFor(Duration.ofSeconds(10));
      assertThat(path.purges.messages()).hasSize(1);

      path.leases.setUnavailable(false);
      path.runFor(Duration.ofSeconds(10));

      assertThat(path.cloudFront.purged()).containsExactly("#u-alice.orders");
    }

    @Test
    void isDoneEvenIfTheBusIsNotTold() {
      path.lease("u-alice", "orders", 2);
      path.change("u-alice", "orders");
      path.bus.becomeUnavailable();

      path.runFor(Duration.ofSeconds(3));

      assertThat(path.purges.messages()).isEmpty();
      assertThat(path.written.sum("PurgesUnannounced")).isEqualTo(1);
    }
  }

  @Nested
  class AFlush {

    @Test
    void purgesWhatHasNoLease() {
      path.flush("u-alice", "orders", "profile");

      path.runFor(Duration.ofSeconds(3));

      assertThat(path.cloudFront.purged()).containsExactly("#u-alice");
      assertThat(path.written.sum("PurgeUnconditional")).isEqualTo(2);
      assertThat(path.written.sum("PurgesCommitted")).isEqualTo(0);
    }

    @Test
    void withoutAnyBudgetPurgesNothing() {
      ChangePath free = new ChangePath(0, 0);
      free.flush("u-alice", "orders");

      free.runFor(Duration.ofSeconds(3));

      assertThat(free.cloudFront.requests()).isEmpty();
      assertThat(free.purges.messages()).isEmpty();
      assertThat(free.written.sum("SkipNoBudget")).isEqualTo(1);
    }

    @Test
    void thatTheBudgetHasNoRoomForWaitsUntilNothingIsLeftToPurge() {
      ChangePath poor = new ChangePath(1, 0);
      poor.flush("u-alice", "orders");
      poor.flush("u-bob", "orders");

      poor.runFor(Duration.ofMinutes(1));
      assertThat(poor.cloudFront.billed()).isEqualTo(1);
      assertThat(poor.purges.messages()).hasSize(1);
      assertThat(poor.written.sum("WaitForBudget")).isPositive();
      poor.runFor(Duration.ofMinutes(21));

      assertThat(poor.cloudFront.billed()).isEqualTo(1);
      assertThat(poor.purges.messages()).isEmpty();
      assertThat(poor.purgeDlq.messages()).isEmpty();
      assertThat(poor.written.sum("SkipExpired")).isEqualTo(1);
    }
  }

  @Test
  void severalUsersArePurgedByOneCall() {
    path.lease("u-alice", "orders", 2);
    path.lease("u-bob", "orders", 2);
    path.change("u-bob", "orders");
    path.change("u-alice", "orders");

    path.runFor(Duration.ofSeconds(3));

    assertThat(path.cloudFront.requests())
        .singleElement()
        .satisfies(request ->
            assertThat(request.invalidationBatch().paths().items())
                .containsExactly("#u-alice.orders", "#u-bob.orders"));
  }

  @Test
  void moreViewsThanOneStepTakesAreDecidedInSeveral() {
    String[] views = IntStream.range(0, 60).mapToObj(i -> "v-" + i).toArray(String[]::new);
    path.flush("u-alice", views);
    path.flush("u-bob", views);

    path.runFor(Duration.ofSeconds(3));

    assertThat(path.cloudFront.requests()).hasSize(2);
    assertThat(path.cloudFront.purged()).containsExactly("#u-alice", "#u-bob");
    assertThat(path.purges.messages()).isEmpty();
  }

  @Test
  void howFarTheBudgetIsUsedIsTold() {
    path.lease("u-alice", "orders", 2);
    path.change("u-alice", "orders");

    path.runFor(Duration.ofSeconds(3));

    assertThat(path.written.sum("PurgesCommitted")).isEqualTo(1);
    assertThat(path.written.sum("PurgesBudget")).isEqualTo(1_000);
  }

  @Test
  void aClockThatIsFarAheadHoldsAPurgeUpForHalfAMinuteAtATime() {
    path.lease("u-alice", "orders", 2);
    path.change("u-alice", "orders");
    path.sqs.poll("changes", path.dispatcher);
    String early = path.purges.bodies().getFirst();
    path.purges.delete(path.purges.messages().getFirst().id());

    path.sqs.deliver(
        early.replace("\"evictedAt\":\"2026-01-15T12", "\"evictedAt\":\"2026-01-15T13"),
        "purges",
        path.invalidator);

    assertThat(path.purges.messages())
        .singleElement()
        .extracting(Message::visibleFrom)
        .isEqualTo(path.clock.instant().plusSeconds(30));
  }
}
