package dev.freshet.invalidator.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Event;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.invalidator.ChangeEvents;
import dev.freshet.invalidator.Digest;
import dev.freshet.invalidator.Envelope;
import dev.freshet.invalidator.EventSchemas;
import dev.freshet.invalidator.path.ChangePath;
import dev.freshet.lambda.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

class EvictionDispatcherTest {
  private final ChangePath path = new ChangePath(1_000, 0);

  @Nested
  class ABatch {

    @Test
    void isEvictedInOneCallWithTheViewsOfAnOwnerJoined() {
      path.change("u-alice", "orders");
      path.change("u-bob", "profile");
      path.change("u-alice", "dashboard", "orders");

      poll();

      assertThat(path.evictor.requests())
          .singleElement()
          .satisfies(request -> {
            assertThat(request.functionName()).isEqualTo("evictor");
            assertThat(request.invocationType()).isNull();
            assertThat(request.payload().asUtf8String())
                .isEqualTo(
                    "{\"evictions\":[{\"owner\":\"u-alice\",\"views\":[\"dashboard\",\"orders\"]},"
                        + "{\"owner\":\"u-bob\",\"views\":[\"profile\"]}],"
                        + "\"correlationIds\":[\"request-key-0\",\"request-key-1\","
                        + "\"request-key-2\"]}");
          });
      assertThat(path.changes.messages()).isEmpty();
    }

    @Test
    void givesANoticeForEachChangeInTheQueueAndOnTheBus() {
      String first = path.change("u-alice", "orders");
      String second = path.change("u-alice", "dashboard", "orders");
      path.clock.advance(Duration.ofMillis(700));

      poll();

      assertThat(notices())
          .extracting(notice -> notice.metadata().idempotencyKey())
          .containsExactly(first, second);
      Event<ViewsEvicted> notice = notices().getLast();
      assertThat(notice.metadata().id()).isEqualTo("ViewsEvicted-" + Digest.of(List.of(second)));
      assertThat(notice.metadata().correlationId()).isEqualTo("request-" + second);
      assertThat(notice.data().evictedAt()).isEqualTo(path.clock.instant());
      assertThat(notice.data().unconditional()).isFalse();
      assertThat(notice.data().evictions())
          .extracting(Eviction::view)
          .containsExactly(new ViewName("dashboard"), new ViewName("orders"));
      assertThat(path.bus.events(ViewsEvicted.class)).isEqualTo(notices());
      assertThat(path.bus.accepted())
          .allSatisfy(entry -> EventSchemas.assertValid("ViewsEvicted", entry.detail()));
      assertThat(path.written.sum("CommitToEvicted")).isEqualTo(1_400);
    }

    @Test
    void tellsWhatWasFoundOnceSoThatItIsPurgedOnce() {
      path.lease("u-alice", "orders", 2);
      path.lease("u-alice", "dashboard", 2);
      path.change("u-alice", "orders");
      path.change("u-alice", "dashboard", "orders");

      poll();

      assertThat(notices()).extracting(notice -> found(notice).size()).containsExactly(1, 1);
      assertThat(found(notices().getFirst()).getFirst().view()).isEqualTo(new ViewName("orders"));
      assertThat(found(notices().getLast()).getFirst().view()).isEqualTo(new ViewName("dashboard"));
      EventSchemas.assertValid("ViewsEvicted", path.purges.bodies().getFirst());
    }

    private static List<Eviction> found(Event<ViewsEvicted> notice) {
      return notice.data().evictions().stream()
          .filter(eviction -> eviction.lease() != null)
          .toList();
    }

    @Test
    void ofWhichOneIsAFlushHasThatOneOnlyPurgedUnconditionally() {
      path.change("u-alice", "orders");
      path.flush("u-alice", "orders", "profile");

      poll();

      assertThat(notices())
          .extracting(notice -> notice.data().unconditional())
          .containsExactly(false, true);
    }

    @Test
    void ofLongNoticesIsSentInCallsThatTheQueueTakes() {
      String[] views = IntStream.range(0, 1_500).mapToObj(i -> "view-" + i).toArray(String[]::new);
      IntStream.range(0, 10).forEach(_ -> path.change("u-alice", views));

      poll();

      assertThat(notices()).hasSize(10);
      assertThat(path.purges.bodies())
          .allSatisfy(body -> assertThat(body.length()).isLessThan(Envelope.MOST_BYTES + 100));
      assertThat(path.sqs.batches())
          .hasSizeGreaterThan(1)
          .allSatisfy(call ->
              assertThat(call.entries().stream().mapToInt(e -> e.messageBody().length()).sum())
                  .isLessThanOrEqualTo(PurgeQueue.BYTES_PER_CALL));
    }
  }

  @Nested
  class AMessage {

    @Test
    void thatCannotBeReadIsSetAsideAtOnceAndTheOthersGoOn() {
      path.changes.send("{\"detail\":{}}");
      path.change("u-alice", "orders");

      poll();

      assertThat(path.changeDlq.bodies()).containsExactly("{\"detail\":{}}");
      assertThat(path.changes.messages()).isEmpty();
      assertThat(path.purges.messages()).hasSize(1);
      assertThat(path.written.sum("MalformedMessages")).isEqualTo(1);
    }

    @Test
    void ofAVersionThatIsNotKnownIsSetAside() {
      String later =
          ChangeEvents.changed("k", path.clock.instant(), "u-alice", "orders")
              .replace("\"version\":\"1\"", "\"version\":\"2\"");
      path.changes.send(later);

      poll();

      assertThat(path.changeDlq.bodies()).containsExactly(later);
      assertThat(path.evictor.requests()).isEmpty();
    }

    @Test
    void thatCannotBeSetAsideComesBack() {
      path.changes.send("unreadable");
      path.changes.send("unreadable, too");
      path.changeDlq.setUnavailable(true);

      poll();

      assertThat(path.changes.messages())
          .hasSize(2)
          .allSatisfy(message ->
              assertThat(message.visibleFrom()).isEqualTo(path.clock.instant().plusSeconds(1)));
    }

    @Test
    void thatThePurgeQueueRefusedOnceIsSentAgainWithWhatWasFound() {
      path.lease("u-alice", "orders", 2);
      path.change("u-alice", "orders");
      path.purges.refuseEntries(1);

      poll();

      assertThat(path.changes.messages()).isEmpty();
      assertThat(notices().getFirst().data().evictions().getFirst().lease()).isNotNull();
    }

    @Test
    void thatThePurgeQueueDoesNotTakeIsNotDoneAndNotAnnounced() {
      path.change("u-alice", "orders");
      path.changes.send(
          ChangeEvents.together(
              IntStream.range(0, Envelope.MOST_EVENTS)
                  .mapToObj(i ->
                      ChangeEvents.changed("key" + i, path.clock.instant(), "u-user" + i, "orders"))
                  .toArray(String[]::new)));
      path.purges.refuseEntries(3);

      poll();

      assertThat(path.changes.messages()).hasSize(10);
      assertThat(notices()).extracting(it -> it.data().owner().text()).containsExactly("u-user9");
      assertThat(path.bus.events(ViewsEvicted.class)).isEqualTo(notices());
    }

    @Test
    void isNotEvictedAgainForTheSakeOfTheBus() {
      path.bus.becomeUnavailable();
      path.change("u-alice", "orders");

      poll();

      assertThat(path.changes.messages()).isEmpty();
      assertThat(path.purges.messages()).hasSize(1);
      assertThat(path.written.sum("EvictionsUnannounced")).isEqualTo(1);
    }
  }

  @Test
  void anEventThatTheBusRefusesDoesNotHoldTheOthersUpAsNotDone() {
    path.bus.refuse(EvictionDispatcherTest::isOfAlice);
    path.change("u-alice", "orders");
    path.change("u-bob", "orders");

    poll();

    assertThat(path.changes.messages()).isEmpty();
    assertThat(path.written.sum("EvictionsUnannounced")).isPositive();
  }

  private static boolean isOfAlice(PutEventsRequestEntry entry) {
    return entry.detail().contains("u-alice");
  }

  private void poll() {
    path.sqs.poll("changes", path.dispatcher);
  }

  private List<Event<ViewsEvicted>> notices() {
    return path.purges.bodies().stream()
        .flatMap(body -> Json.readEvents(body, ViewsEvicted.class).stream())
        .toList();
  }
}
