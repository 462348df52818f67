package dev.freshet.invalidator.evictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.invalidator.NoContext;
import dev.freshet.invalidator.evictor.EvictionCall.OwnerViews;
import dev.freshet.invalidator.evictor.EvictionReply.Evicted;
import dev.freshet.invalidator.path.ChangePath;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.json.UnreadableJsonException;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ViewEvictorTest {
  private static final Owner ALICE = Owner.parse("u-alice");
  private static final Owner BOB = Owner.parse("u-bob");
  private static final ViewName ORDERS = new ViewName("orders");
  private static final ViewName PROFILE = new ViewName("profile");
  private static final EvictionCall CALL =
      new EvictionCall(
          List.of(
              new OwnerViews(ALICE, new TreeSet<>(List.of(ORDERS, PROFILE))),
              new OwnerViews(BOB, new TreeSet<>(List.of(ORDERS)))),
          List.of("request-1"));

  private final ChangePath path = new ChangePath(1_000, 0);

  @Test
  void whatWasUnderALeaseIsFoundAndAllIsGone() throws IOException {
    path.lease("u-alice", "orders", 2);

    EvictionReply reply = evict(ChangePath.TIMES.clockSkew(), Duration.ZERO);

    assertThat(reply.evicted()).extracting(Evicted::owner).containsExactly(ALICE, BOB);
    assertThat(reply.evicted()).extracting(Evicted::at).containsOnly(path.clock.instant());
    assertThat(reply.evicted().getFirst().found())
        .extracting(Eviction::view)
        .containsExactly(ORDERS);
    assertThat(reply.evicted().getLast().found()).isEmpty();
    assertThat(path.cache.slot(new ViewKey(ALICE, ORDERS)).life()).isEmpty();
    assertThat(path.written.sum("ViewsEvicted")).isEqualTo(3);
  }

  @Test
  void anOwnerThatRedisDidNotConfirmIsNotInTheReply() throws IOException {
    path.cache.setUnavailable(true);

    assertThat(evict(Duration.ofMillis(500), Duration.ZERO).evicted()).isEmpty();

    assertThat(path.written.sum("EvictionsFailed")).isEqualTo(2);
    assertThat(path.written.sum("ViewsEvicted")).isZero();
  }

  @Test
  void clocksThatDifferByMoreThanTheyMayAreTold() throws IOException {
    assertThat(evict(Duration.ofMillis(500), Duration.ofMillis(500)).evicted())
        .noneMatch(Evicted::clocksApart);
    assertThat(path.written.sum("EvictionsClocksApart")).isZero();

    assertThat(evict(Duration.ofMillis(500), Duration.ofMillis(501)).evicted())
        .allMatch(Evicted::clocksApart);
    assertThat(evict(Duration.ofMillis(500), Duration.ofMillis(-501)).evicted())
        .allMatch(Evicted::clocksApart);
    assertThat(path.written.sum("EvictionsClocksApart")).isEqualTo(4);
  }

  @Test
  void aCallThatCannotBeReadFails() {
    assertThatExceptionOfType(UnreadableJsonException.class)
        .isThrownBy(() ->
            evictor(Duration.ZERO, Duration.ZERO)
                .handleRequest(
                    new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)),
                    new ByteArrayOutputStream(),
                    NoContext.create()));
  }

  private EvictionReply evict(Duration clockSkew, Duration ahead) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    evictor(clockSkew, ahead)
        .handleRequest(
            new ByteArrayInputStream(Json.write(CALL).getBytes(StandardCharsets.UTF_8)),
            out,
            NoContext.create());
    return Json.read(out.toString(StandardCharsets.UTF_8), EvictionReply.class);
  }

  /**
   * @param ahead of the function's clock is that of Redis
   */
  private ViewEvictor evictor(Duration clockSkew, Duration ahead) {
    InstantSource itsClock = () -> path.clock.instant().plus(ahead);
    InMemoryViewCache cache = ahead.isZero() ? path.cache : path.cache.copy(itsClock);
    return new ViewEvictor(cache, clockSkew, path.written.metrics(path.clock), path.clock);
  }
}
