package dev.freshet.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.emulators.eventbridge.BusEvent;
import dev.freshet.local.system.ChangeStep.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeLogTest {
  private static final Instant WRITTEN = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant NOW = WRITTEN.plusMillis(40);
  private static final String METADATA =
      "\"metadata\":{\"correlationId\":\"c1\",\"occurredAt\":\"2026-01-01T12:00:00Z\"}";
  private static final String CHANGED =
      "{"
          + METADATA
          + ",\"data\":{\"owner\":\"u-alice\",\"views\":[\"dashboard\"],"
          + "\"changes\":[{\"item\":\"PROFILE\",\"kind\":\"MODIFY\"}]}}";
  private static final String EVICTED =
      "{"
          + METADATA
          + ",\"data\":{\"owner\":\"u-alice\",\"evictions\":[{\"view\":\"dashboard\",\"lease\":{\"generation\":\"g\"}}]}}";
  private static final String INVALIDATED =
      "{\"data\":{\"invalidationId\":\"I1\",\"tags\":[\"u-alice\"],\"correlationIds\":[\"c1\"]}}";

  private final ChangeLog log = new ChangeLog(() -> NOW);

  @Test
  void aChangeIsFollowedFromItsCommitToItsPurge() {
    put("UserDataChanged", CHANGED);
    put("ViewsEvicted", EVICTED);
    put("EdgeInvalidated", INVALIDATED);
    log.purged("I1", NOW.plusMillis(200));

    assertThat(log.steps("c1"))
        .containsExactly(
            new ChangeStep(Kind.COMMITTED, WRITTEN, "c1", "u-alice", List.of("PROFILE")),
            new ChangeStep(Kind.PUBLISHED, NOW, "c1", "u-alice", List.of("dashboard")),
            new ChangeStep(Kind.EVICTED, NOW, "c1", "u-alice", List.of("dashboard")),
            new ChangeStep(Kind.PURGE_ISSUED, NOW, "c1", "u-alice", List.of("u-alice")),
            new ChangeStep(Kind.PURGED, NOW.plusMillis(200), "c1", "u-alice", List.of()));
  }

  @Test
  void anEvictionThatFoundNoLeaseSaysSo() {
    put("UserDataChanged", CHANGED);
    put("ViewsEvicted", EVICTED.replace("{\"generation\":\"g\"}", "null"));

    assertThat(log.steps("c1"))
        .extracting(ChangeStep::kind)
        .endsWith(Kind.EVICTED, Kind.NO_LEASE_FOUND);
  }

  @Test
  void aFlushIsPurgedWhetherOrNotItFoundALease() {
    put("UserDataChanged", CHANGED);
    put(
        "ViewsEvicted",
        EVICTED
            .replace("{\"generation\":\"g\"}", "null")
            .replace("\"evictions\"", "\"unconditional\":true,\"evictions\""));

    assertThat(log.steps("c1")).extracting(ChangeStep::kind).endsWith(Kind.EVICTED);
  }

  @Test
  void anInvalidationThatEndsBeforeItIsAnnouncedIsStillTold() {
    put("UserDataChanged", CHANGED);
    log.purged("I1", NOW.plusMillis(200));
    put("EdgeInvalidated", INVALIDATED);

    assertThat(log.steps("c1"))
        .extracting(ChangeStep::kind)
        .endsWith(Kind.PURGE_ISSUED, Kind.PURGED);
  }

  @Test
  void anEndIsToldOnce() {
    put("EdgeInvalidated", INVALIDATED);
    log.purged("I1", NOW);
    put("EdgeInvalidated", INVALIDATED);

    assertThat(log.steps("c1")).filteredOn(step -> step.kind() == Kind.PURGED).hasSize(1);
  }

  @Test
  void otherEventsAreNoSteps() {
    put("SomethingElse", "{}");

    assertThat(log.steps()).isEmpty();
  }

  @Test
  void listenersHearOfStepsInOrder() {
    List<Kind> heard = new ArrayList<>();
    log.listen(step -> heard.add(step.kind()));

    put("UserDataChanged", CHANGED);

    assertThat(heard).containsExactly(Kind.COMMITTED, Kind.PUBLISHED);
  }

  private void put(String detailType, String detail) {
    try {
      String event = "{\"detail-type\":\"%s\",\"detail\":{\"events\":[%s]}}";
      log.busEvent(
          new BusEvent(
              "freshet",
              new ObjectMapper()
                  .readTree(event.replaceFirst("%s", detailType).replace("%s", detail)),
              List.of()));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
