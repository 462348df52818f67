package dev.freshet.emulators.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.emulators.cloudfront.edge.Rig.Seen;
import dev.freshet.emulators.cloudfront.edge.ScriptedOrigin.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollapsingTest {
  private final CountDownLatch gate = new CountDownLatch(1);
  private Rig rig = new Rig();

  @AfterEach
  void close() {
    gate.countDown();
    rig.close();
  }

  private void heldAnswer(String cacheControl) {
    rig.origin.answers(asked -> {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Reply.ok("hello", "Cache-Control", cacheControl);
    });
  }

  private List<Seen> threeAtOnce(String... headers) {
    CompletableFuture<Seen> first = rig.getLater("/a", headers);
    await().until(() -> rig.origin.asked().size() == 1);
    List<CompletableFuture<Seen>> others =
        List.of(rig.getLater("/a", headers), rig.getLater("/a", headers));
    await().until(() -> rig.edge.counters().requests() == 3);
    gate.countDown();
    return Stream.concat(Stream.of(first), others.stream()).map(CompletableFuture::join).toList();
  }

  @Test
  void simultaneousRequestsForOneObjectAskTheOriginOnce() {
    heldAnswer("s-maxage=60");
    assertThat(threeAtOnce()).extracting(Seen::cache).containsExactly("Miss", "Hit", "Hit");
    assertThat(rig.origin.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-store", "private", "no-cache", "max-age=0", "s-maxage=0"})
  void anAnswerThatIsNotForSharingSendsTheOthersToTheOrigin(String cacheControl) {
    heldAnswer(cacheControl);
    assertThat(threeAtOnce()).extracting(Seen::body).containsOnly("hello");
    assertThat(rig.origin.asked()).hasSizeGreaterThan(2);
  }

  @Test
  void differentTokensAreNotCollapsed() {
    heldAnswer("s-maxage=60");
    CompletableFuture<Seen> alice = rig.getLater("/a", "Authorization", "Bearer alice");
    CompletableFuture<Seen> bob = rig.getLater("/a", "Authorization", "Bearer bob");
    await().until(() -> rig.origin.asked().size() == 2);
    gate.countDown();
    assertThat(alice.join().cache()).isEqualTo("Miss");
    assertThat(bob.join().cache()).isEqualTo("Miss");
  }

  @Test
  void nothingIsCollapsedWhereCookiesReachTheOrigin() {
    Distributions withCookies = new Distributions();
    withCookies.keyCookies = dev.freshet.emulators.cloudfront.distribution.Selection.EVERYTHING;
    rig.close();
    rig = new Rig(withCookies);
    heldAnswer("s-maxage=60");
    CompletableFuture<Seen> one = rig.getLater("/a", "Cookie", "a=1");
    CompletableFuture<Seen> other = rig.getLater("/a", "Cookie", "a=1");
    await().until(() -> rig.origin.asked().size() == 2);
    gate.countDown();
    assertThat(List.of(one.join().cache(), other.join().cache())).containsOnly("Miss");
  }

  @Test
  void nothingIsCollapsedWhereCachingIsDisabled() {
    rig.close();
    rig = new Rig(new Distributions().ttl(0, 0, 0));
    heldAnswer("s-maxage=60");
    CompletableFuture<Seen> one = rig.getLater("/a");
    CompletableFuture<Seen> other = rig.getLater("/a");
    await().until(() -> rig.origin.asked().size() == 2);
    gate.countDown();
    assertThat(List.of(one.join().cache(), other.join().cache())).containsOnly("Miss");
  }
}
