package dev.freshet.invalidator.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.invalidator.FakeEvictor.Fault;
import dev.freshet.viewcache.ViewKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Evictions that happen late, or whose answers are lost, take no later eviction its purge. */
class LateEvictionTest {
  private final ChangePath path = new ChangePath(1_000, 0);

  @Test
  void aFrozenEvictionThatGoesOnAfterALaterFillDoesNotTakeTheNextChangeItsPurge() {
    path.evictor.failNext(Fault.FROZEN);
    path.change("u-alice", "orders");
    path.runFor(Duration.ofSeconds(5));
    path.lease("u-alice", "orders", 2);
    path.evictor.thaw();
    assertThat(path.cache.slot(new ViewKey(Owner.parse("u-alice"), new ViewName("orders"))).life())
        .isEmpty();

    path.change("u-alice", "orders");
    path.runFor(Duration.ofSeconds(5));

    assertThat(path.cloudFront.purged()).containsExactly("#u-alice.orders");
    assertThat(path.written.sum("PurgeLeaseRecorded")).isEqualTo(1);
  }

  @Test
  void anEvictionWhoseAnswerIsLostIsPurgedAfterItsNextTry() {
    path.lease("u-alice", "orders", 2);
    path.evictor.failNext(Fault.ANSWER_LOST);
    path.change("u-alice", "orders");

    path.runFor(Duration.ofSeconds(5));

    assertThat(path.cloudFront.purged()).containsExactly("#u-alice.orders");
  }

  @Test
  void anEvictionThatIsDeliveredTwiceIsPurgedOnce() {
    path.lease("u-alice", "orders", 2);
    path.change("u-alice", "orders");
    path.changes.send(path.changes.bodies().getFirst());

    path.runFor(Duration.ofSeconds(5));

    assertThat(path.cloudFront.billed()).isEqualTo(1);
    assertThat(path.purges.messages()).isEmpty();
  }
}
