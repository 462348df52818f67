package dev.freshet.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.local.system.ChangeStep.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class NarratorTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final Narrator narrator =
      new Narrator(new PrintStream(screen, true, StandardCharsets.UTF_8), NOON, ZoneOffset.UTC);

  @Test
  void everyStepIsALineWithTheTimeSinceTheCommit() {
    narrator.accept(step(Kind.COMMITTED, 0, "ORDER", "STATS", "ORDER"));
    narrator.accept(step(Kind.PUBLISHED, 23, "dashboard", "orders"));
    narrator.accept(step(Kind.EVICTED, 31, "dashboard", "orders"));
    narrator.accept(step(Kind.NO_LEASE_FOUND, 31));
    narrator.accept(step(Kind.PURGE_ISSUED, 3010, "u-alice"));
    narrator.accept(step(Kind.PURGED, 3050));

    assertThat(lines())
        .containsExactly(
            "12:00:00.000  alice                   committed        ORDER ×2 STATS",
            "12:00:00.023  alice           +23 ms  event published  dashboard, orders",
            "12:00:00.031  alice           +31 ms  Redis cleared    dashboard, orders",
            "12:00:00.031  alice           +31 ms  no lease found   purged only if the lease table has one",
            "12:00:03.010  alice         +3010 ms  purge issued     u-alice",
            "12:00:03.050  alice         +3050 ms  edge purged");
  }

  @Test
  void changesFromBeforeItListenedArePassedOverInEveryStep() {
    narrator.accept(step(Kind.COMMITTED, -1, "ORDER"));
    narrator.accept(step(Kind.PUBLISHED, 5, "orders"));

    assertThat(lines()).isEmpty();
  }

  private List<String> lines() {
    return screen.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static ChangeStep step(Kind kind, long millis, String... details) {
    return new ChangeStep(kind, NOON.plusMillis(millis), "c1", "u-alice", List.of(details));
  }
}
