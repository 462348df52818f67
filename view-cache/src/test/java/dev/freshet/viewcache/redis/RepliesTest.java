package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Heat;
import dev.freshet.viewcache.Lookup;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepliesTest {
  private static final ViewName ORDERS = new ViewName("orders");
  private static final ViewName DASHBOARD = new ViewName("dashboard");
  private static final ViewName PROFILE = new ViewName("profile");

  @Test
  void aMissCarriesTheFence() {
    assertThat(Replies.lookup(List.of("miss", "f"))).isEqualTo(new Lookup.Miss(new Fence("f")));
  }

  @Test
  void aHitThatIsNoEnvelopeIsUnreadable() {
    assertThat(Replies.lookup(List.of("hit", "?", "cool"))).isEqualTo(new Lookup.Unreadable());
  }

  @Test
  void aFillIsStoredOrRejected() {
    assertThat(Replies.filled(List.of("stored", "hot"))).isEqualTo(new FillResult.Stored(Heat.HOT));
    assertThat(Replies.filled(List.of("rejected"))).isEqualTo(new FillResult.Rejected());
  }

  @Test
  void aMarkThatIsMissingIsNoneWhereAWitnessWasGiven() {
    Evicted evicted = Replies.evicted(List.of(ORDERS), List.of("none", "run 7 3"));
    assertThat(evicted.copies()).containsEntry(ORDERS, new EdgeCopy.None());
    assertThat(evicted.witness()).contains(new ViewsEvicted.Witness("run", 7, 3));
  }

  @Test
  void whatAMarkStandsForIsUnknownWhereTheServerRefusedTheWitness() {
    Evicted evicted =
        Replies.evicted(
            List.of(DASHBOARD, ORDERS, PROFILE), List.of("taken", "none", "1700000000123", ""));
    assertThat(evicted.copies())
        .containsEntry(DASHBOARD, new EdgeCopy.Unknown())
        .containsEntry(ORDERS, new EdgeCopy.Unknown())
        .containsEntry(PROFILE, new EdgeCopy.Unknown());
    assertThat(evicted.witness()).isEmpty();
  }

  @Test
  void aMarkThatAnotherEvictionTookIsNone() {
    Evicted evicted =
        Replies.evicted(List.of(ORDERS, PROFILE), List.of("taken", "1700000000123", "run 7 3"));
    assertThat(evicted.copies())
        .containsEntry(ORDERS, new EdgeCopy.None())
        .containsEntry(PROFILE, new EdgeCopy.AliveUntil(Instant.ofEpochMilli(1_700_000_000_123L)));
  }

  @Test
  void anythingElseIsAnErrorInTheScripts() {
    assertThatIllegalStateException().isThrownBy(() -> Replies.lookup(List.of("?", "")));
    assertThatIllegalStateException().isThrownBy(() -> Replies.filled(List.of("?")));
    assertThatIllegalStateException()
        .isThrownBy(() -> Replies.filled(List.of("stored", "lukewarm")));
  }
}
