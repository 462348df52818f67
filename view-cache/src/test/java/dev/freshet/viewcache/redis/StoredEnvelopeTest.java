package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.viewcache.Envelope;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredEnvelopeTest {
  private static final Owner ALICE = Owner.of(new UserId("alice"));
  private static final Instant LOADED_AT = Instant.ofEpochMilli(1_700_000_000_123L);

  @Test
  void isFiveLinesOfWhichTheLastIsTheRest() {
    Envelope envelope = new Envelope(ALICE, LOADED_AT, "\"v7\"", "{\n}\n");
    String text = "1\n1700000000123\nu-alice\n\"v7\"\n{\n}\n";
    assertThat(StoredEnvelope.write(envelope)).isEqualTo(text);
    assertThat(StoredEnvelope.read(text)).contains(envelope);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1\n1700000000123\nu-alice\n\"v7\"",
        "2\n1700000000123\nu-alice\n\"v7\"\nbody",
        "1\nsoon\nu-alice\n\"v7\"\nbody",
        "1\n99999999999999999999\nu-alice\n\"v7\"\nbody",
        "1\n1700000000123\nalice\n\"v7\"\nbody",
        "1\n1700000000123\nu-alice\nv7\nbody",
      })
  void anythingElseIsNoEnvelope(String text) {
    assertThat(StoredEnvelope.read(text)).isEmpty();
  }
}
