package dev.freshet.viewcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  private static final Owner ALICE = Owner.of(new UserId("alice"));

  @ParameterizedTest
  @ValueSource(strings = {"", "v1", "W/\"v1\"", "\"a\nb\"", "\"a\"b\"", "\"ä\""})
  void anEtagThatIsNotStrongAndQuotedIsRefused(String etag) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Envelope(ALICE, Instant.EPOCH, etag, ""));
  }

  @Test
  void anEnvelopeKnowsItsTimeAsTheCachesDo() {
    Envelope envelope = new Envelope(ALICE, Instant.ofEpochSecond(1, 2_999_999), "\"v|1\"", "");
    assertThat(envelope.loadedAt()).isEqualTo(Instant.ofEpochMilli(1002));
  }

  @Test
  void aPageOfAnyLengthIsRefused() {
    ViewName view = new ViewName("orders");
    assertThat(new PageKey(ALICE, view, "x".repeat(256)).page()).hasSize(256);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PageKey(ALICE, view, "x".repeat(257)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\n", "ä", "\u007f"})
  void anEvictionIdIsVisibleAscii(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new EvictionId(value));
  }

  @Test
  void anEvictionIdHasAtMost256Characters() {
    assertThat(new EvictionId("~".repeat(256)).value()).hasSize(256);
    assertThatIllegalArgumentException().isThrownBy(() -> new EvictionId("!".repeat(257)));
  }

  @Test
  void aCopyOfAHotViewDoesNotOutliveThatOfACoolOne() {
    Instant soon = Instant.ofEpochSecond(1);
    Instant late = Instant.ofEpochSecond(2);
    EdgeUntil until = new EdgeUntil(late, soon);
    assertThat(until.at(Heat.COOL)).isEqualTo(late);
    assertThat(until.at(Heat.HOT)).isEqualTo(soon);
    assertThatIllegalArgumentException().isThrownBy(() -> new EdgeUntil(soon, late));
  }

  @Test
  void aFenceIsNeverEmptyAndNeverTheSame() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Fence(""));
    assertThat(Fence.random()).isNotEqualTo(Fence.random());
  }
}
