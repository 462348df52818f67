package dev.freshet.invalidator.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.ViewsEvicted;
import dev.freshet.invalidator.FakeEvictor.Fault;
import dev.freshet.invalidator.FakeQueue.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Redis, or the evictor, is unavailable for longer than every interval between two tries. */
class UnavailableEvictorTest {
  private static final int CHANGES = 2;

  private final ChangePath path = new ChangePath(1_000, 0);

  @Test
  void forHoursLosesNothingAndIsAskedEveryHalfMinute() {
    path.lease("u-user-1", "orders", 2);
    path.cache.setUnavailable(true);
    IntStream.range(0, CHANGES).forEach(i -> path.change("u-user-" + i, "orders"));

    path.runFor(Duration.ofHours(2));

    assertThat(path.changes.messages()).hasSize(CHANGES);
    assertThat(path.changes.dead()).isEmpty();
    assertThat(path.changeDlq.messages()).isEmpty();
    assertThat(path.changes.messages())
        .allSatisfy(message -> assertThat(message.receives().size()).isBetween(230, 260));
    path.cache.setUnavailable(false);
    path.runFor(Duration.ofMinutes(1));
    assertThat(path.changes.messages()).isEmpty();
    assertThat(path.bus.events(ViewsEvicted.class, "ViewsEvicted")).hasSize(CHANGES);
  }

  @Test
  void isNotAskedByAllAtOnceAgain() {
    path.evictor.failAll(Fault.THROTTLED);
    IntStream.range(0, 1_000).forEach(i -> path.change("u-user-" + i, "orders"));

    path.runFor(Duration.ofMinutes(3));

    List<Instant> last =
        path.changes.messages().stream().map(Message::receives).map(List::getLast).toList();
    Instant busiest = last.getFirst();
    assertThat(last.stream().filter(busiest::equals).count()).isLessThan(200);
  }

  @Test
  void forLongerThanAThousandTriesHasTheChangesSetAside() {
    path.evictor.failAll(Fault.TIMEOUT);
    path.change("u-alice", "orders");

    path.runFor(Duration.ofHours(9));

    assertThat(path.changes.messages()).isEmpty();
    assertThat(path.changes.dead()).hasSize(1);
  }

  @Test
  void doesNotKeepPurgesWaitingThatWereOnTheirWay() {
    path.lease("u-alice", "orders", 2);
    path.change("u-alice", "orders");
    path.run();
    path.evictor.failAll(Fault.TIMEOUT);
    path.change("u-bob", "orders");

    path.runFor(Duration.ofSeconds(3));

    assertThat(path.cloudFront.purged()).containsExactly("#u-alice.orders");
  }
}
