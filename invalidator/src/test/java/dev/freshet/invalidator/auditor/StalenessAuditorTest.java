package dev.freshet.invalidator.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.domain.Event;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.Owner;
import dev.freshet.domain.StalenessDetected;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.UserDataChanged.Change;
import dev.freshet.domain.UserDataChanged.Kind;
import dev.freshet.domain.ViewName;
import dev.freshet.invalidator.EventSchemas;
import dev.freshet.invalidator.FakeBus;
import dev.freshet.invalidator.FakeQueue;
import dev.freshet.invalidator.FakeSqs;
import dev.freshet.invalidator.NoContext;
import dev.freshet.invalidator.Written;
import dev.freshet.invalidator.dispatcher.EvictionDispatcher;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StalenessAuditorTest {
  private static final Instant CHANGED = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant NOW = CHANGED.plusSeconds(5);
  private static final Duration VISIBILITY = Duration.ofMinutes(3);
  private static final String OLD = "\"old\"";
  private static final String NEW = "\"new\"";

  private final FakeFunctions functions = new FakeFunctions();
  private final FakeBus bus = new FakeBus();
  private final FakeSqs sqs = new FakeSqs();
  private final FakeQueue changes =
      sqs.add(
          "changes",
          new FakeQueue(
              InstantSource.fixed(NOW),
              new FakeQueue.Settings(Duration.ZERO, Duration.ofMinutes(2), 1_000)));
  private final FakeQueue audits =
      sqs.add(
          "audits",
          new FakeQueue(
              InstantSource.fixed(NOW), new FakeQueue.Settings(Duration.ZERO, VISIBILITY, 1_000)));
  private final Written written = new Written();
  private StalenessAuditor auditor = auditor("*");

  private StalenessAuditor auditor(String auditedIds) {
    return new StalenessAuditor(
        AuditConfig.of(
            new Settings(
                Map.of(
                    "AUDIT_QUEUE_URL", "audits",
                    "AUDITED_IDS", auditedIds,
                    "READ_FUNCTIONS", "orders=Orders,dashboard=Dashboard",
                    "CHANGE_QUEUE_URL", "changes",
                    "EVENT_BUS_NAME", "bus",
                    "PURGE_WINDOW_SECONDS", "2",
                    "CLOCK_SKEW_MS", "500"))),
        functions,
        sqs,
        bus,
        written.metrics(InstantSource.system()),
        InstantSource.fixed(NOW));
  }

  @Nested
  class AnAnswer {

    @Test
    void thatWasLoadedAfterTheChangeIsFresh() {
      functions.cache("Orders", OLD, CHANGED.plusSeconds(1));

      assertThat(audit(5, "orders")).hasValue(25);

      assertFresh("5s");
      assertThat(functions.reads()).hasSize(1);
    }

    @Test
    void thatComesFromTheTableIsFresh() {
      functions.table("Orders", NEW, NOW);

      assertThat(audit(5, "orders")).hasValue(25);

      assertFresh("5s");
    }

    @Test
    void ofBeforeTheChangeThatSaysTheSameIsFresh() {
      functions.cache("Orders", NEW, CHANGED.minusSeconds(60));
      functions.table("Orders", NEW, NOW);

      assertThat(audit(5, "orders")).hasValue(25);

      assertFresh("5s");
    }

    @Test
    void thatMayBeYoungerThanTheChangeByTheClocksIsNotBlamed() {
      functions.cache("Orders", OLD, CHANGED.minusMillis(500));
      functions.table("Orders", NEW, NOW);

      assertThat(audit(5, "orders")).hasValue(25);

      assertFresh("5s");
    }

    @Test
    void ofBeforeTheChangeThatSaysSomethingElseIsStale() {
      functions.cache("Orders", OLD, CHANGED.minusMillis(501));
      functions.table("Orders", NEW, NOW);

      assertThat(audit(1, "orders")).hasValue(4);

      assertThat(written.sum("AuditedAfter1s")).isEqualTo(1);
      assertThat(written.sum("StaleAfter1s")).isEqualTo(1);
      assertThat(written.sum("ViewsStaleAfter1s")).isEqualTo(1);
    }

    @Test
    void thatCannotBeHadSaysNothing() {
      functions.failReads("Unhandled");
      assertThat(audit(1, "orders")).hasValue(4);
      functions.failReads("");
      functions.table("Orders", NEW, NOW);
      functions.answerReadsWith(503);
      assertThat(audit(1, "orders")).hasValue(4);

      assertThat(written.sum("AuditsInconclusive")).isEqualTo(2);
      assertThat(written.sum("AuditedAfter1s")).isZero();
    }

    private void assertFresh(String delay) {
      assertThat(written.sum("AuditedAfter" + delay)).isEqualTo(1);
      assertThat(written.sum("StaleAfter" + delay)).isZero();
      assertThat(changes.messages()).isEmpty();
      assertThat(bus.accepted()).isEmpty();
    }
  }

  @Nested
  class AfterHalfAMinute {

    @Test
    void viewsThatShouldNotShowTheChangeAreComparedToo() {
      functions.cache("Orders", OLD, CHANGED.plusSeconds(1));
      functions.table("Orders", OLD, NOW);
      functions.cache("Dashboard", OLD, CHANGED.minusSeconds(60));
      functions.table("Dashboard", NEW, NOW);

      assertThat(audit(30, "orders")).isEmpty();

      assertThat(written.sum("AuditedAfter30s")).isEqualTo(2);
      assertThat(written.sum("StaleAfter30s")).isEqualTo(1);
      StalenessDetected found = bus.events(StalenessDetected.class).getFirst().data();
      assertThat(found.view()).isEqualTo(new ViewName("dashboard"));
      assertThat(found.expected()).isFalse();
    }

    @Test
    void anAnswerThatOnlyALaterChangeOvertookIsNotStale() {
      functions.cache("Orders", OLD, CHANGED.plusSeconds(1));
      functions.table("Orders", NEW, NOW);

      assertThat(audit(30, "orders")).isEmpty();

      assertThat(written.sum("AuditsOvertaken")).isEqualTo(1);
      assertThat(written.sum("StaleAfter30s")).isZero();
    }
  }

  @Nested
  class AStaleView {

    @Test
    void isFlushedUnderANewKeyAndToldToTheBus() {
      stale();

      assertThat(audit(5, "orders")).hasValue(25);

      String eviction = changes.bodies().getFirst();
      EventSchemas.assertValid(
          UserDataChanged.TYPE, Json.read(eviction, JsonNode.class).path("detail").toString());
      Event<UserDataChanged> again = Json.readDelivered(eviction, UserDataChanged.class).getFirst();
      assertThat(again.data().flushes()).isTrue();
      assertThat(again.data().views()).containsExactly(new ViewName("orders"));
      assertThat(again.metadata().idempotencyKey()).startsWith("audit-");
      assertThat(again.metadata().correlationId()).isEqualTo("request-1");
      assertThat(bus.accepted())
          .singleElement()
          .satisfies(entry -> EventSchemas.assertValid(entry.detailType(), entry.detail()));
      assertThat(bus.events(StalenessDetected.class).getFirst().data())
          .isEqualTo(
              new StalenessDetected(
                  Owner.parse("u-alice"),
                  new ViewName("orders"),
                  5,
                  true,
                  CHANGED.minusSeconds(60),
                  OLD,
                  NEW));
    }

    @Test
    void thatCannotBeHealedComesBackAfterItsLastAuditToo() {
      stale();
      changes.setUnavailable(true);

      assertThat(audit(30, "orders")).hasValue(VISIBILITY.toSeconds());
    }

    private void stale() {
      functions.cache("Orders", OLD, CHANGED.minusSeconds(60));
      functions.table("Orders", NEW, NOW);
    }
  }

  @Test
  void theReadIsThatOfTheUserWithATokenThatEndsTooSoonForTheEdge() {
    functions.table("Orders", NEW, NOW);
    audit(5, "orders");

    JsonNode read = functions.reads().getFirst();
    assertThat(read.at("/requestContext/authorizer/sub").asText()).isEqualTo("alice");
    assertThat(read.at("/requestContext/authorizer/exp").asLong())
        .isEqualTo(NOW.plusSeconds(2).getEpochSecond());
    assertThat(read.path("httpMethod").asText()).isEqualTo("GET");
  }

  @Test
  void whatIsNoChangeIsCountedAndDropped() {
    assertThat(returned(1, "{}")).isEmpty();

    assertThat(written.sum("MalformedMessages")).isEqualTo(1);
  }

  @Test
  void aChangeIsAuditedThreeTimesByTheTimeThatItHasWaited() {
    functions.table("Orders", NEW, NOW);

    assertThat(audit(0, "orders")).as("clocks differ").hasValue(5);
    assertThat(audit(2, "orders")).hasValue(3);
    assertThat(audit(29, "orders")).hasValue(1);
    assertThat(audit(300, "orders")).as("late").isEmpty();

    assertThat(written.sum("AuditedAfter1s")).isEqualTo(2);
    assertThat(written.sum("AuditedAfter5s")).isEqualTo(1);
    assertThat(written.sum("AuditedAfter30s")).isEqualTo(1);
  }

  @Test
  void aMessageThatCannotBePutOffComesBackByItself() {
    functions.table("Orders", NEW, NOW);
    audits.setUnavailable(true);

    assertThat(audit(1, "orders")).hasValue(VISIBILITY.toSeconds());

    assertThat(written.sum("MessagesNotPutOff")).isEqualTo(1);
  }

  @Test
  void aChangeThatTravelsWithAnAuditedOneIsNotAudited() {
    functions.cache("Orders", NEW, CHANGED.plusSeconds(1));

    auditor = auditor("*0");
    assertThat(audit(5, "orders")).hasValue(25);
    assertThat(functions.reads()).isEmpty();

    auditor = auditor("*f");
    assertThat(audit(5, "orders")).hasValue(25);
    assertThat(functions.reads()).hasSize(1);
  }

  /** In how many seconds the message comes back; empty if it is done. */
  private OptionalLong audit(int seconds, String view) {
    return returned(seconds, EvictionDispatcher.CHANGES.write(change(view)));
  }

  private static Event<UserDataChanged> change(String view) {
    return new Event<>(
        new Event.Metadata(
            "UserDataChanged-0123456789abcdef0123456789abcdef",
            "1",
            CHANGED,
            CHANGED,
            "request-1",
            "k1"),
        new UserDataChanged(
            Owner.parse("u-alice"),
            new TreeSet<>(List.of(new ViewName(view))),
            List.of(new Change(ItemType.ORDER, Kind.INSERT, new TreeSet<>()))));
  }

  private OptionalLong returned(int seconds, String body) {
    String id = audits.send(body);
    audits.receive();
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setReceiptHandle(id);
    message.setBody(body);
    message.setAttributes(
        Map.of("SentTimestamp", Long.toString(NOW.minusSeconds(seconds).toEpochMilli())));
    SQSEvent batch = new SQSEvent();
    batch.setRecords(List.of(message));
    return auditor.handleRequest(batch, NoContext.create()).getBatchItemFailures().stream()
        .map(failure -> audits.message(failure.getItemIdentifier()).visibleFrom())
        .mapToLong(visible -> Duration.between(NOW, visible).toSeconds())
        .findFirst();
  }
}
