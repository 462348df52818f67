package dev.freshet.emulators.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.cloudfront.distribution.ResponseHeadersPolicy;
import dev.freshet.emulators.cloudfront.distribution.ResponseHeadersPolicy.Added;
import dev.freshet.emulators.cloudfront.distribution.ResponseHeadersPolicy.Cors;
import dev.freshet.emulators.cloudfront.distribution.Selection;
import dev.freshet.emulators.cloudfront.edge.Rig.Seen;
import dev.freshet.emulators.cloudfront.edge.ScriptedOrigin.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ViewerHeadersTest {
  private final Distributions distribution = new Distributions();
  private Rig rig = new Rig(distribution);

  @AfterEach
  void close() {
    rig.close();
  }

  private Seen seen(Reply reply, String... requestHeaders) {
    rig.close();
    rig = new Rig(distribution);
    rig.origin.answers(reply);
    return rig.get("/a", requestHeaders);
  }

  @Nested
  class OfTheOrigin {

    @Test
    void arePassedOnButForCookiesThatAreNotForwarded() {
      Reply reply = Reply.ok("x", "X-Any", "1", "Set-Cookie", "a=1", "Server", "origin");
      Seen seen = seen(reply);
      assertThat(seen.header("X-Any")).isEqualTo("1");
      assertThat(seen.header("Server")).isEqualTo("origin");
      assertThat(seen.header("Set-Cookie")).isEmpty();
      distribution.keyCookies = Selection.EVERYTHING;
      assertThat(seen(reply).header("Set-Cookie")).isEqualTo("a=1");
    }

    @Test
    void namedByVaryStayThereOnlyIfTheyReachTheOrigin() {
      assertThat(seen(Reply.ok("x", "Vary", "Authorization, X-Any, Cookie")).header("Vary"))
          .isEqualTo("Authorization, Cookie");
      assertThat(seen(Reply.ok("x", "Vary", "X-Any")).headers().has("Vary")).isFalse();
    }

    @Test
    void varyingByAnythingAreNeverServedFromTheStore() {
      seen(Reply.ok("x", "Vary", "*", "Cache-Control", "s-maxage=60"));
      assertThat(rig.get("/a").cache()).isEqualTo("Miss");
    }

    @Test
    void thatSpeakOfTheEdgeAreReplaced() {
      Seen seen = seen(Reply.ok("x", "X-Cache", "Hit from origin", "Via", "1.1 origin"));
      assertThat(seen.cache()).isEqualTo("Miss");
      assertThat(seen.header("Via")).doesNotContain("origin");
    }

    @Test
    void keepTheirOrderAndRepetitions() {
      Seen seen = seen(Reply.ok("x", "Link", "</a>", "Link", "</b>"));
      assertThat(seen.headers().all("Link")).containsExactly("</a>", "</b>");
    }
  }

  @Nested
  class OfThePolicy {

    @Test
    void areRemovedFromWhatTheViewerSeesAndNotFromWhatIsStored() {
      distribution.responseHeaders =
          new ResponseHeadersPolicy(List.of("Cache-Tag"), List.of(), Optional.empty());
      Seen seen = seen(Reply.ok("x", "Cache-Tag", "u-alice", "Cache-Control", "s-maxage=60"));
      assertThat(seen.headers().has("Cache-Tag")).isFalse();
      assertThat(rig.get("/a").headers().has("Cache-Tag")).isFalse();
      assertThat(rig.edge.counters().objects()).isEqualTo(1);
    }

    @Test
    void areAddedUnlessTheOriginHasThemAndMayKeepThem() {
      distribution.responseHeaders =
          new ResponseHeadersPolicy(
              List.of(),
              List.of(
                  new Added("X-One", "edge", true),
                  new Added("X-Two", "edge", false),
                  new Added("X-Three", "edge", false)),
              Optional.empty());
      Seen seen = seen(Reply.ok("x", "X-One", "origin", "X-Two", "origin"));
      assertThat(seen.header("X-One")).isEqualTo("edge");
      assertThat(seen.header("X-Two")).isEqualTo("origin");
      assertThat(seen.header("X-Three")).isEqualTo("edge");
    }

    @Test
    void areRemovedBeforeTheyAreAdded() {
      distribution.responseHeaders =
          new ResponseHeadersPolicy(
              List.of("X-One"), List.of(new Added("X-One", "edge", false)), Optional.empty());
      assertThat(seen(Reply.ok("x", "X-One", "origin")).header("X-One")).isEqualTo("edge");
    }

    @Test
    void areOnTheEdgesOwnErrorsToo() {
      distribution.responseHeaders =
          new ResponseHeadersPolicy(
              List.of(), List.of(new Added("X-One", "edge", true)), Optional.empty());
      distribution.allowed = Set.of("GET", "HEAD");
      seen(Reply.ok("x"));
      assertThat(rig.send("POST", "/a", "x").header("X-One")).isEqualTo("edge");
    }

    @Test
    void comeBackAsTheEdgesOwnIfTheyAreDateAndServer() {
      distribution.responseHeaders =
          new ResponseHeadersPolicy(List.of("Server", "Date"), List.of(), Optional.empty());
      Seen seen = seen(Reply.ok("x", "Server", "origin"));
      assertThat(seen.header("Server")).isEqualTo("CloudFront");
      assertThat(seen.header("Date")).isEqualTo("Sun, 1 Mar 2026 12:00:00 GMT");
    }
  }

  @Nested
  class OfCors {

    private void cors(boolean override, String... origins) {
      distribution.responseHeaders =
          new ResponseHeadersPolicy(
              List.of(),
              List.of(),
              Optional.of(
                  new Cors(
                      List.of(origins),
                      List.of("ALL"),
                      List.of("Authorization"),
                      List.of("ETag"),
                      false,
                      Optional.of(600),
                      override)));
    }

    @Test
    void areOnAnswersToRequestsWithAnOriginOnly() {
      cors(true, "*");
      Seen with = seen(Reply.ok("x"), "Origin", "https://app.example.com");
      assertThat(with.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(with.header("Access-Control-Expose-Headers")).isEqualTo("ETag");
      assertThat(with.headers().has("Access-Control-Allow-Methods")).isFalse();
      assertThat(with.headers().has("Access-Control-Allow-Credentials")).isFalse();
      assertThat(seen(Reply.ok("x")).headers().has("Access-Control-Allow-Origin")).isFalse();
    }

    @Test
    void answerAPreflight() {
      cors(true, "https://*.example.com");
      seen(Reply.ok("x"));
      Seen preflight =
          rig.send(
              "OPTIONS",
              "/a",
              "",
              "Origin",
              "https://app.example.com",
              "Access-Control-Request-Method",
              "PUT");
      assertThat(preflight.header("Access-Control-Allow-Origin"))
          .isEqualTo("https://app.example.com");
      assertThat(preflight.header("Access-Control-Allow-Methods"))
          .isEqualTo("GET, DELETE, HEAD, OPTIONS, PATCH, POST, PUT");
      assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualTo("Authorization");
      assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("600");
    }

    @Test
    void areNotForOriginsThatThePolicyDoesNotName() {
      cors(true, "https://*.example.com", "https://example.org");
      Seen seen = seen(Reply.ok("x"), "Origin", "https://example.net");
      assertThat(seen.headers().has("Access-Control-Allow-Origin")).isFalse();
    }

    @Test
    void leaveTheOriginsOwnInPlaceWhereTheyDoNotOverride() {
      cors(false, "*");
      Seen seen =
          seen(
              Reply.ok("x", "Access-Control-Allow-Origin", "https://app.example.com"),
              "Origin",
              "https://app.example.com");
      assertThat(seen.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
      assertThat(seen.header("Access-Control-Expose-Headers")).isEqualTo("ETag");
    }
  }
}
