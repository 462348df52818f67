package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.freshet.viewcache.Lookup;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Lookup FOUND = new Lookup.Unreadable();
  private static final Duration FOR_GOOD = Duration.ofHours(1);
  private static final Lookup UNAVAILABLE = new Lookup.Unavailable(FOR_GOOD);

  private final List<Exception> failures = new ArrayList<>();
  private Breaker breaker = breaker(FOR_GOOD);
  private final AtomicInteger calls = new AtomicInteger();

  private Breaker breaker(Duration openFor) {
    return new Breaker((_, cause) -> failures.add(cause), openFor);
  }

  private Lookup call(Supplier<Lookup> supplier) {
    return breaker.call(
        Script.READ,
        () -> {
          calls.incrementAndGet();
          return supplier.get();
        },
        Lookup.Unavailable::new);
  }

  private Lookup failed() {
    return call(() -> {
      throw new RedisException("gone");
    });
  }

  private Lookup worked() {
    return call(() -> FOUND);
  }

  @Test
  void aCallThatWorksPassesThrough() {
    assertThat(worked()).isEqualTo(FOUND);
    assertThat(failures).isEmpty();
  }

  @Test
  void aFailureIsToldAndMeansUnavailable() {
    assertThat(failed()).isEqualTo(UNAVAILABLE);
    assertThat(failures).hasSize(1).first().isInstanceOf(RedisException.class);
  }

  @Test
  void afterThreeFailuresNothingIsTriedOrTold() {
    for (int i = 0; i < 10; i++) {
      assertThat(failed()).isEqualTo(UNAVAILABLE);
    }
    assertThat(worked()).isEqualTo(UNAVAILABLE);
    assertThat(calls).hasValue(3);
    assertThat(failures).hasSize(3);
  }

  @Test
  void aLateReplyNowAndThenChangesNothing() {
    for (int i = 0; i < 20; i++) {
      worked();
      worked();
      failed();
    }
    assertThat(calls).hasValue(60);
  }

  @Test
  void aProbeThatWorksClosesItAgain() {
    breaker = breaker(Duration.ofMillis(10));
    for (int i = 0; i < 3; i++) {
      failed();
    }
    await().until(this::worked, FOUND::equals);
    assertThat(worked()).isEqualTo(FOUND);
  }

  @Test
  void anErrorInOurOwnCodeIsNotTakenForAnOutage() {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            call(() -> {
              throw new IllegalStateException("the script answered nonsense");
            }));
    assertThat(failures).isEmpty();
  }
}
