package dev.freshet.emulators.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.emulators.cloudfront.edge.Rig.Seen;
import dev.freshet.emulators.cloudfront.edge.ScriptedOrigin.Reply;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RevalidationTest {
  private static final String LAST_MODIFIED = "Sun, 01 Mar 2026 10:00:00 GMT";

  private Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Nested
  class AnExpiredObject {

    @Test
    void isConfirmedByItsValidatorsAndLivesOn() {
      rig.origin.answers(
          Reply.ok(
              "v1",
              "Cache-Control",
              "s-maxage=60",
              "ETag",
              "\"1\"",
              "Last-Modified",
              LAST_MODIFIED));
      rig.get("/a");
      rig.seconds(61);
      rig.origin.answers(Reply.status(304, "X-New", "yes"));
      Seen refreshed = rig.get("/a");
      Seen hit = rig.get("/a");

      assertThat(rig.origin.lastAsked().header("If-None-Match")).isEqualTo("\"1\"");
      assertThat(rig.origin.lastAsked().header("If-Modified-Since")).isEqualTo(LAST_MODIFIED);
      assertThat(refreshed.cache()).isEqualTo("RefreshHit");
      assertThat(refreshed.status()).isEqualTo(200);
      assertThat(refreshed.body()).isEqualTo("v1");
      assertThat(refreshed.header("X-New")).isEqualTo("yes");
      assertThat(hit.cache()).isEqualTo("Hit");
      assertThat(rig.origin.asked()).hasSize(2);
    }

    @Test
    void isReplacedByANewOne() {
      rig.origin.answers(Reply.ok("v1", "Cache-Control", "s-maxage=60", "ETag", "\"1\""));
      rig.get("/a");
      rig.seconds(61);
      rig.origin.answers(Reply.ok("v2", "Cache-Control", "s-maxage=60", "ETag", "\"2\""));
      Seen seen = rig.get("/a");
      assertThat(seen.cache()).isEqualTo("Miss");
      assertThat(seen.body()).isEqualTo("v2");
      assertThat(rig.get("/a").body()).isEqualTo("v2");
    }

    @Test
    void withALifetimeOfZeroIsConfirmedEachTime() {
      rig.origin.answers(Reply.ok("v1", "Cache-Control", "max-age=0", "ETag", "\"1\""));
      rig.get("/a");
      rig.origin.answers(Reply.status(304));
      assertThat(rig.get("/a").cache()).isEqualTo("RefreshHit");
      assertThat(rig.get("/a").cache()).isEqualTo("RefreshHit");
      assertThat(rig.origin.asked()).hasSize(3);
    }

    @Test
    void isForgottenWhenTheConfirmationForbidsToKeepIt() {
      rig.origin.answers(Reply.ok("v1", "Cache-Control", "s-maxage=60", "ETag", "\"1\""));
      rig.get("/a");
      rig.seconds(61);
      rig.origin.answers(Reply.status(304, "Cache-Control", "no-store"));
      assertThat(rig.get("/a").body()).isEqualTo("v1");
      rig.origin.answers(Reply.status(500));
      assertThat(rig.get("/a").status()).isEqualTo(500);
    }

    @Test
    void isNotConfirmedByTheViewersValidators() {
      rig.origin.answers(Reply.ok("v1", "Cache-Control", "s-maxage=60", "ETag", "\"1\""));
      rig.get("/a");
      rig.seconds(61);
      rig.get("/a", "If-None-Match", "\"0\"");
      assertThat(rig.origin.lastAsked().header("If-None-Match")).isEqualTo("\"1\"");
    }
  }

  @Nested
  class AViewerWithACopy {

    @Test
    void isToldThatItIsGoodByTheEdgeAlone() {
      rig.origin.answers(
          Reply.ok("v1", "Cache-Control", "s-maxage=60", "ETag", "\"1\"", "X-Kept", "yes"));
      rig.get("/a");
      Seen seen = rig.get("/a", "If-None-Match", "\"0\", W/\"1\"");
      assertThat(seen.status()).isEqualTo(304);
      assertThat(seen.cache()).isEqualTo("Hit");
      assertThat(seen.header("ETag")).isEqualTo("\"1\"");
      assertThat(seen.header("X-Kept")).isEqualTo("yes");
      assertThat(seen.raw().isEmpty()).isTrue();
      assertThat(rig.origin.asked()).hasSize(1);
    }

    @Test
    void isGivenTheNewOneWhenItIsOld() {
      rig.origin.answers(Reply.ok("v2", "Cache-Control", "s-maxage=60", "ETag", "\"2\""));
      rig.get("/a");
      assertThat(rig.get("/a", "If-None-Match", "\"1\"").body()).isEqualTo("v2");
    }

    @Test
    void maySayHowOldItIs() {
      rig.origin.answers(
          Reply.ok("v1", "Cache-Control", "s-maxage=60", "Last-Modified", LAST_MODIFIED));
      rig.get("/a");
      assertThat(rig.get("/a", "If-Modified-Since", LAST_MODIFIED).status()).isEqualTo(304);
      assertThat(rig.get("/a", "If-Modified-Since", "Sun, 01 Mar 2026 09:00:00 GMT").status())
          .isEqualTo(200);
      assertThat(rig.get("/a", "If-Modified-Since", "yesterday").status()).isEqualTo(200);
    }

    @Test
    void asksTheOriginWhereTheEdgeHasNone() {
      rig.origin.answers(Reply.status(304, "ETag", "\"1\"", "Cache-Control", "s-maxage=60"));
      Seen seen = rig.get("/a", "If-None-Match", "\"1\"");
      assertThat(seen.status()).isEqualTo(304);
      assertThat(seen.cache()).isEqualTo("Miss");
      assertThat(rig.origin.lastAsked().header("If-None-Match")).isEqualTo("\"1\"");
      rig.origin.answers(Reply.ok("v1", "Cache-Control", "s-maxage=60"));
      assertThat(rig.get("/a").body()).isEqualTo("v1");
    }
  }

  @Nested
  class AnOriginThatFails {

    @Test
    void leavesTheExpiredObjectInServiceForTheErrorCachingTime() {
      rig.origin.answers(Reply.ok("v1", "Cache-Control", "s-maxage=60, must-revalidate"));
      rig.get("/a");
      rig.seconds(61);
      rig.origin.answers(Reply.status(500, "Cache-Control", "no-store"));
      assertThat(rig.get("/a").body()).isEqualTo("v1");
      assertThat(rig.get("/a").body()).isEqualTo("v1");
      assertThat(rig.origin.asked()).hasSize(2);
      rig.seconds(10);
      assertThat(rig.get("/a").status()).isEqualTo(200);
      assertThat(rig.origin.asked()).hasSize(3);
    }

    @Test
    void isSeenWhereTheObjectMustNotStandIn() {
      rig.origin.answers(Reply.ok("v1", "Cache-Control", "s-maxage=60, stale-if-error=0"));
      rig.get("/a");
      rig.seconds(61);
      rig.origin.answers(Reply.status(500));
      Seen seen = rig.get("/a");
      assertThat(seen.status()).isEqualTo(500);
      assertThat(seen.cache()).isEqualTo("Error");
    }

    @Test
    void isBridgedForNoLongerThanTheObjectAllows() {
      rig.origin.answers(Reply.ok("v1", "Cache-Control", "s-maxage=60, stale-if-error=30"));
      rig.get("/a");
      rig.origin.answers(Reply.status(503));
      rig.seconds(80);
      assertThat(rig.get("/a").status()).isEqualTo(200);
      rig.seconds(10);
      assertThat(rig.get("/a").status()).isEqualTo(503);
    }

    @Test
    void isNotBridgedWhenItSaysThatTheRequestIsWrong() {
      rig.origin.answers(Reply.ok("v1", "Cache-Control", "s-maxage=60"));
      rig.get("/a");
      rig.seconds(61);
      rig.origin.answers(Reply.status(401, "Cache-Control", "no-store"));
      assertThat(rig.get("/a").status()).isEqualTo(401);
    }

    @Test
    void isLeftAloneForTheErrorCachingTime() {
      rig.origin.answers(Reply.status(500));
      assertThat(rig.get("/a").cache()).isEqualTo("Error");
      rig.seconds(9);
      Seen again = rig.get("/a");
      assertThat(again.status()).isEqualTo(500);
      assertThat(again.cache()).isEqualTo("Error");
      assertThat(again.header("Age")).isEqualTo("9");
      assertThat(rig.origin.asked()).hasSize(1);
      rig.seconds(1);
      rig.get("/a");
      assertThat(rig.origin.asked()).hasSize(2);
    }

    @Test
    void isAskedEachTimeWhereErrorsAreNotToBeKept() {
      rig.close();
      rig = new Rig(new Distributions().errorCaching(500, 0));
      rig.origin.answers(Reply.status(500));
      rig.get("/a");
      rig.get("/a");
      assertThat(rig.origin.asked()).hasSize(2);
    }

    @Test
    void isNotAskedAgainForAnotherMethodsError() {
      rig.origin.answers(Reply.status(500));
      rig.send("POST", "/a", "{}");
      rig.send("POST", "/a", "{}");
      assertThat(rig.origin.asked()).hasSize(2);
    }
  }

  @Nested
  class AnOriginThatIsAway {

    @Test
    void isABadGatewayThatIsKeptAsAnErrorIs() {
      rig.origin.close();
      assertThat(rig.get("/a").status()).isEqualTo(502);
      assertThat(rig.edge.counters().originRequests()).isEqualTo(1);
      Seen again = rig.get("/a");
      assertThat(again.status()).isEqualTo(502);
      assertThat(again.cache()).isEqualTo("Error");
      assertThat(rig.edge.counters().originRequests()).isEqualTo(1);
    }

    @Test
    void isBridgedByTheExpiredObject() {
      rig.origin.answers(Reply.ok("v1", "Cache-Control", "s-maxage=60"));
      rig.get("/a");
      rig.seconds(61);
      rig.origin.close();
      assertThat(rig.get("/a").body()).isEqualTo("v1");
    }

    @Test
    void isAGatewayTimeoutWhenItDoesNotAnswerInTime() {
      rig.close();
      rig =
          new Rig(
              new Distributions(), options -> options.originResponseTimeout(Duration.ofSeconds(1)));
      CountDownLatch never = new CountDownLatch(1);
      rig.origin.answers(asked -> {
        try {
          never.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return Reply.ok("late");
      });
      Seen seen = rig.get("/a");
      await().untilAsserted(() -> assertThat(rig.origin.asked()).hasSize(3));
      Seen written = rig.send("POST", "/a", "{}");
      never.countDown();
      assertThat(seen.status()).isEqualTo(504);
      assertThat(written.status()).isEqualTo(504);
      await().untilAsserted(() -> assertThat(rig.origin.asked()).hasSize(4));
    }
  }
}
