package dev.freshet.invalidator.dispatcher;

import static dev.freshet.invalidator.ChangeEvents.together;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.invalidator.ChangeEvents;
import dev.freshet.invalidator.FakeEvictor;
import dev.freshet.invalidator.FakeEvictor.Fault;
import dev.freshet.invalidator.FakeQueue.Message;
import dev.freshet.invalidator.path.ChangePath;
import dev.freshet.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailedEvictionTest {
  private final ChangePath path = new ChangePath(1_000, 0);

  @ParameterizedTest
  @EnumSource(Fault.class)
  void isTriedAgainAfterASecondHoweverItFailed(Fault fault) {
    path.change("u-alice", "orders");
    path.change("u-bob", "orders");
    path.evictor.failNext(fault);

    poll(path.dispatcher);

    assertThat(path.changes.messages())
        .hasSize(2)
        .extracting(Message::visibleFrom)
        .containsOnly(path.clock.instant().plusSeconds(1));
    assertThat(path.purges.messages()).isEmpty();
    assertThat(path.evictor.requests()).hasSize(1);
    assertThat(path.written.sum(metric(fault))).isEqualTo(1);
  }

  private static String metric(Fault fault) {
    return switch (fault) {
      case FUNCTION_ERROR -> "EvictorErrors";
      case THROTTLED -> "EvictorThrottled";
      case UNREADABLE_ANSWER, TIMEOUT, ANSWER_LOST, FROZEN -> "EvictorUnanswered";
    };
  }

  @Test
  void ofOneOwnerDoesNotHoldUpTheOthers() {
    path.change("u-alice", "orders");
    path.change("u-bob", "orders");

    poll(dispatcherThatIsAnswered("u-bob", path.clock.instant(), false));

    assertThat(path.changes.messages())
        .singleElement()
        .satisfies(left -> assertThat(left.body()).contains("u-alice"));
    assertThat(path.purges.messages())
        .singleElement()
        .satisfies(sent -> assertThat(sent.body()).contains("u-bob"));
  }

  @Test
  void ofOneOwnerIsRepeatedWithoutTheOwnersThatTravelWithIt() {
    path.changes.send(together(changed("alice"), changed("bob"), changed("carol")));

    poll(dispatcherThatIsAnswered("u-bob", path.clock.instant(), false));

    assertThat(path.changes.messages())
        .extracting(message -> owners(message.body()))
        .containsExactly(List.of("u-alice"), List.of("u-carol"));
    assertThat(path.changes.messages())
        .extracting(Message::visibleFrom)
        .containsOnly(path.clock.instant().plusSeconds(1));
    assertThat(path.purges.messages()).hasSize(1);
    assertThat(path.written.sum("MessagesSplit")).isEqualTo(1);

    path.runFor(Duration.ofSeconds(1));

    assertThat(path.changes.messages()).isEmpty();
    assertThat(path.bus.events(ViewsEvicted.class, "ViewsEvicted"))
        .extracting(evicted -> evicted.owner().text())
        .containsExactly("u-bob", "u-alice", "u-carol");
  }

  @Test
  void ofOneOwnerIsRepeatedWithTheOthersIfTheQueueDoesNotTakeItAlone() {
    path.changes.send(together(changed("alice"), changed("bob")));
    path.changes.refuseEntries(1);

    poll(dispatcherThatIsAnswered("u-bob", path.clock.instant(), false));

    assertThat(path.changes.messages())
        .singleElement()
        .satisfies(whole -> assertThat(owners(whole.body())).containsExactly("u-alice", "u-bob"))
        .extracting(Message::visibleFrom)
        .isEqualTo(path.clock.instant().plusSeconds(1));
  }

  @Test
  void ofAllOwnersOfAMessageIsRepeatedAsItIs() {
    path.changes.send(together(changed("alice"), changed("bob")));
    path.evictor.failNext(Fault.TIMEOUT);

    poll(path.dispatcher);

    assertThat(path.changes.messages())
        .singleElement()
        .satisfies(whole -> assertThat(owners(whole.body())).containsExactly("u-alice", "u-bob"));
    assertThat(path.written.sum("MessagesSplit")).isZero();
  }

  private String changed(String user) {
    return ChangeEvents.changed("key-" + user, path.clock.instant(), "u-" + user, "orders");
  }

  private static List<String> owners(String body) {
    return Json.readDelivered(body, UserDataChanged.class).stream()
        .map(event -> event.data().owner().text())
        .toList();
  }

  @Test
  void comesBackLaterEachTime() {
    path.change("u-alice", "orders");
    path.evictor.failAll(Fault.TIMEOUT);

    path.runFor(Duration.ofMinutes(2));

    var receives = path.changes.messages().getFirst().receives();
    assertThat(between(receives.get(0), receives.get(1))).isEqualTo(1);
    assertThat(between(receives.get(1), receives.get(2))).isEqualTo(2);
    assertThat(between(receives.get(2), receives.get(3))).isBetween(4L, 6L);
    assertThat(between(receives.get(3), receives.get(4))).isBetween(8L, 12L);
    assertThat(between(receives.get(4), receives.get(5))).isBetween(24L, 36L);
  }

  private static long between(Instant one, Instant other) {
    return Duration.between(one, other).toSeconds();
  }

  @Test
  void tellsTheAgeOfTheOldestChangeThatFailed() {
    path.change("u-alice", "orders");
    path.clock.advance(Duration.ofSeconds(50));
    path.change("u-bob", "orders");
    path.clock.advance(Duration.ofSeconds(10));
    path.evictor.failNext(Fault.THROTTLED);

    poll(path.dispatcher);

    assertThat(path.written.sum("ChangeAge")).isEqualTo(60_000);
  }

  @Test
  void isNoneIfAllIsDoneSoNoAgeIsTold() {
    path.change("u-alice", "orders");

    poll(path.dispatcher);

    assertThat(path.written.lines()).noneMatch(line -> line.has("ChangeAge"));
  }

  @Test
  void andATimeThatOrdersNothingAreDifferentThings() {
    path.change("u-alice", "orders");
    Instant wrong = path.clock.instant().plus(Duration.ofDays(1));

    poll(dispatcherThatIsAnswered("u-alice", wrong, true));

    ViewsEvicted notice =
        Json.readEvents(path.purges.bodies().getFirst(), ViewsEvicted.class).getFirst().data();
    assertThat(notice.unconditional()).isTrue();
    assertThat(notice.evictedAt()).isEqualTo(path.clock.instant());
  }

  private EvictionDispatcher dispatcherThatIsAnswered(
      String owner, Instant at, boolean clocksApart) {
    String answer =
        "{\"evicted\":[{\"owner\":\"%s\",\"at\":\"%s\",\"found\":[],\"clocksApart\":%s}]}"
            .formatted(owner, at, clocksApart);
    RequestStreamHandler evictor =
        (_, out, _) -> out.write(answer.getBytes(StandardCharsets.UTF_8));
    return Dispatchers.of(
        path.sqs, new FakeEvictor(evictor), path.bus, path.written.metrics(path.clock), path.clock);
  }

  private void poll(EvictionDispatcher dispatcher) {
    path.sqs.poll("changes", dispatcher);
  }
}
