package dev.freshet.emulators.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.cloudfront.distribution.Selection;
import dev.freshet.emulators.cloudfront.edge.ScriptedOrigin.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheKeyTest {
  private final Distributions distribution = new Distributions();
  private Rig rig = new Rig();

  @BeforeEach
  void everythingIsCacheable() {
    rig.close();
    start();
  }

  private void start() {
    rig = new Rig(distribution);
    rig.origin.answers(asked -> Reply.ok(asked.target(), "Cache-Control", "s-maxage=60"));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void keepsTheUsersOfDifferentTokensApart() {
    rig.get("/dashboard", "Authorization", "Bearer alice");
    assertThat(rig.get("/dashboard", "Authorization", "Bearer bob").cache()).isEqualTo("Miss");
    assertThat(rig.get("/dashboard").cache()).isEqualTo("Miss");
    assertThat(rig.get("/dashboard", "Authorization", "Bearer alice").cache()).isEqualTo("Hit");
  }

  @Test
  void takesNoNoticeOfOtherHeaders() {
    rig.get("/a", "Accept-Language", "de", "X-Anything", "1");
    assertThat(rig.get("/a", "Accept-Language", "en").cache()).isEqualTo("Hit");
  }

  @ParameterizedTest
  @CsvSource({
    "/a?limit=5, /a?limit=6, Miss",
    "/a?limit=5, /a?limit=5&utm=x, Hit",
    "/a?limit=5&fresh=1, /a?fresh=1&limit=5, Miss",
    "/a?limit=5, /a?limit=5&limit=6, Miss",
    "/a?limit=5, /a?Limit=5, Miss",
    "/a?limit=%41, /a?limit=A, Miss",
    "/a?limit, /a?limit=, Miss",
    "/a?utm=x, /a, Hit",
    "/a, /A, Miss",
    "/a, /a/, Miss",
  })
  void takesKnownQueryParametersAsTheyWereSent(String first, String second, String expected) {
    rig.get(first);
    assertThat(rig.get(second).cache()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, deflate, br | gzip       | Hit",
        "gzip;q=0.5        | gzip       | Hit",
        "gzip              | deflate    | Miss",
        "gzip              | gzip;q=0   | Miss",
        "br                | deflate    | Hit",
      })
  void takesOfTheAcceptedEncodingsTheEnabledOnes(String first, String second, String expected) {
    rig.get("/a", "Accept-Encoding", first);
    assertThat(rig.get("/a", "Accept-Encoding", second).cache()).isEqualTo(expected);
  }

  @Test
  void withBothFormatsEnabledKeepsThemApart() {
    distribution.brotli = true;
    rig.close();
    start();
    rig.get("/a", "Accept-Encoding", "br, gzip");
    assertThat(rig.origin.lastAsked().header("Accept-Encoding")).isEqualTo("br,gzip");
    assertThat(rig.get("/a", "Accept-Encoding", "gzip").cache()).isEqualTo("Miss");
    assertThat(rig.get("/a", "Accept-Encoding", "gzip,br").cache()).isEqualTo("Hit");
  }

  @Test
  void takesTheCookiesThatThePolicyNames() {
    distribution.keyCookies = Selection.listed("theme");
    rig.close();
    start();
    rig.get("/a", "Cookie", "theme=dark; session=1");
    assertThat(rig.origin.lastAsked().header("Cookie")).isEqualTo("theme=dark");
    assertThat(rig.get("/a", "Cookie", "session=2; theme=dark").cache()).isEqualTo("Hit");
    assertThat(rig.get("/a", "Cookie", "theme=light").cache()).isEqualTo("Miss");
  }
}
