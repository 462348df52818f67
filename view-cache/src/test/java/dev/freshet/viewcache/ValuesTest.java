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

  @Test
  void aFenceIsNeverEmptyAndNeverTheSame() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Fence(""));
    assertThat(Fence.random()).isNotEqualTo(Fence.random());
  }

  @Test
  void aGenerationIsNeverEmptyAndNeverTheSame() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Generation(""));
    assertThat(Generation.random()).isNotEqualTo(Generation.random());
  }

  @Test
  void aStateIsLeasedUntilTheLaterOfTwoEnds() {
    Instant soon = Instant.ofEpochSecond(1);
    Instant late = Instant.ofEpochSecond(2);
    GenerationState state = new GenerationState(Generation.random(), soon, 3);
    assertThat(state.leased(late)).isEqualTo(new GenerationState(state.generation(), late, 3));
    assertThat(state.leased(late).leased(soon)).isEqualTo(state.leased(late));
  }

  @Test
  void viewsAreOrderedByOwnerThenByName() {
    Owner bob = Owner.of(new UserId("bob"));
    ViewName orders = new ViewName("orders");
    ViewName profile = new ViewName("profile");
    assertThat(new ViewKey(ALICE, profile)).isLessThan(new ViewKey(bob, orders));
    assertThat(new ViewKey(ALICE, orders)).isLessThan(new ViewKey(ALICE, profile));
  }
}
