package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted.FoundLease;
import dev.freshet.viewcache.Election;
import dev.freshet.viewcache.EvictionResult.Evicted;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.GenerationState;
import dev.freshet.viewcache.Lookup;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepliesTest {
  private static final ViewName ORDERS = new ViewName("orders");
  private static final ViewName PROFILE = new ViewName("profile");
  private static final Instant LEASED_UNTIL = Instant.ofEpochMilli(1_700_000_000_123L);
  private static final GenerationState LEASED =
      new GenerationState(new Generation("g"), LEASED_UNTIL, 7);

  @Test
  void aMissCarriesTheFence() {
    assertThat(Replies.lookup(List.of("miss", "f"))).isEqualTo(new Lookup.Miss(new Fence("f")));
  }

  @Test
  void aHitCarriesTheStateOfItsGeneration() {
    String stored = "1\n1700000000123\nu-alice\n\"v7\"\nbody";
    assertThat(Replies.lookup(List.of("hit", stored, "g", "1700000000123", "7")))
        .isInstanceOfSatisfying(
            Lookup.Hit.class,
            hit -> {
              assertThat(hit.envelope().body()).isEqualTo("body");
              assertThat(hit.state()).isEqualTo(LEASED);
            });
  }

  @Test
  void aHitThatIsNoEnvelopeOrHasNoGenerationIsUnreadable() {
    String stored = "1\n1700000000123\nu-alice\n\"v7\"\nbody";
    assertThat(Replies.lookup(List.of("hit", "?", "g", "0", "0")))
        .isEqualTo(new Lookup.Unreadable());
    assertThat(Replies.lookup(List.of("hit", stored, "", "0", "0")))
        .isEqualTo(new Lookup.Unreadable());
  }

  @Test
  void aFillIsStoredOrRejected() {
    assertThat(Replies.filled(List.of("stored", "g", "1700000000123")))
        .isEqualTo(
            new FillResult.Stored(new GenerationState(new Generation("g"), LEASED_UNTIL, 0)));
    assertThat(Replies.filled(List.of("rejected"))).isEqualTo(new FillResult.Rejected());
  }

  @Test
  void aCountIsANumber() {
    assertThat(Replies.count(List.of("42"))).isEqualTo(42);
  }

  @Test
  void aGranterIsElectedAtTheTimeOfTheServer() {
    assertThat(Replies.election(List.of("elected", "1700000000123")))
        .isEqualTo(new Election.Elected(LEASED_UNTIL));
    assertThat(Replies.election(List.of("refused"))).isEqualTo(new Election.NotElected());
  }

  @Test
  void aLeaseIsNotedOrItsGenerationHasEnded() {
    assertThat(Replies.leased(List.of("leased"))).isTrue();
    assertThat(Replies.leased(List.of("ended"))).isFalse();
  }

  @Test
  void anEvictionFindsTheLeasesOfItsViewsInTheirOrder() {
    Evicted evicted =
        Replies.evicted(
            List.of(ORDERS, PROFILE), List.of("1700000000999", "", "0", "g", "1700000000123"));
    assertThat(evicted.at()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_999L));
    assertThat(evicted.found())
        .containsOnlyKeys(PROFILE)
        .containsEntry(PROFILE, new FoundLease("g", LEASED_UNTIL));
  }

  @Test
  void anythingElseIsAnErrorInTheScripts() {
    List<String> nonsense = List.of("?", "");
    assertThatIllegalStateException().isThrownBy(() -> Replies.lookup(nonsense));
    assertThatIllegalStateException().isThrownBy(() -> Replies.filled(nonsense));
    assertThatIllegalStateException().isThrownBy(() -> Replies.election(nonsense));
    assertThatIllegalStateException().isThrownBy(() -> Replies.leased(nonsense));
  }
}
