package dev.freshet.emulators.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArchiveTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration RETENTION = Duration.ofDays(7);

  private final Archive archive =
      new Archive(
          new ArchiveSpec("kept", "arn", "things", Optional.empty(), Optional.of(RETENTION)));

  @Test
  void keepsTheEventsOfItsOwnBus() {
    archive.offer("things", event(NOW), NOW);
    archive.offer("others", event(NOW), NOW);

    assertThat(archive.between(NOW, NOW.plusSeconds(1), NOW)).containsExactly(event(NOW));
  }

  @Test
  void forgetsWhatIsOlderThanItsRetention() {
    archive.offer("things", event(NOW), NOW);
    Instant last = NOW.plus(RETENTION);

    assertThat(archive.between(NOW, last, last)).hasSize(1);
    assertThat(archive.between(NOW, last, last.plusSeconds(1))).isEmpty();
  }

  @Test
  void forgetsTheOldestOfTooMany() {
    for (int i = 0; i <= Archive.MOST_EVENTS; i++) {
      archive.offer("things", event(NOW.plusSeconds(i)), NOW);
    }

    assertThat(archive.between(NOW, Instant.MAX, NOW))
        .hasSize(Archive.MOST_EVENTS)
        .first()
        .isEqualTo(event(NOW.plusSeconds(1)));
  }

  private static ObjectNode event(Instant time) {
    return Json.object().put("source", "freshet").put("time", time.toString());
  }
}
