package dev.freshet.local.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What may happen on demand between functions and one Redis server. Thread-safe. */
public final class RedisLinkFaults {
  private final Gate gate = new Gate();
  private final AtomicReference<Optional<Late>> late = new AtomicReference<>(Optional.empty());
  private final AtomicInteger lateEvictions = new AtomicInteger();

  RedisLinkFaults() {}

  /**
   * What happens to an eviction that is late.
   *
   * @param by from when it was sent until it arrives
   * @param reset from when it was sent until the connection that it was sent on is closed
   */
  record Late(double rate, Duration by, Duration reset) {}

  /**
   * From now on connections are accepted and commands are taken, but nothing is answered, on
   * existing connections neither. Commands wait; {@link #speak} lets them go on, also those of
   * clients that have left.
   */
  public void silence() {
    gate.close();
  }

  /** Ends the silence. */
  public void speak() {
    gate.open();
  }

  /**
   * From now on this share of the evictions arrives late: its connection carries nothing to Redis
   * any longer, is closed after {@code reset}, and what was sent on it reaches Redis after {@code
   * by}. Nobody gets the replies.
   */
  public void delayEvictions(double rate, Duration by, Duration reset) {
    late.set(Optional.of(new Late(rate, by, reset.compareTo(by) < 0 ? reset : by)));
  }

  /** Lets evictions through at once; those that are late already still arrive when they would. */
  public void clearEvictions() {
    late.set(Optional.empty());
  }

  /** How many connections with an eviction were held back so far. */
  public int lateEvictions() {
    return lateEvictions.get();
  }

  /** What is to happen to an eviction that is sent now; empty: nothing. */
  Optional<Late> ofEviction() {
    Optional<Late> hit =
        late.get().filter(each -> ThreadLocalRandom.current().nextDouble() < each.rate());
    hit.ifPresent(_ -> lateEvictions.incrementAndGet());
    return hit;
  }

  Gate gate() {
    return gate;
  }
}
