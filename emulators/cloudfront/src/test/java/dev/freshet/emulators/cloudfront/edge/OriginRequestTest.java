package dev.freshet.emulators.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.cloudfront.distribution.OriginRequestPolicy;
import dev.freshet.emulators.cloudfront.distribution.Selection;
import dev.freshet.emulators.cloudfront.edge.ScriptedOrigin.Asked;
import dev.freshet.emulators.cloudfront.edge.ScriptedOrigin.Reply;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginRequestTest {
  private final Distributions distribution = new Distributions();
  private Rig rig = new Rig(distribution);

  @AfterEach
  void close() {
    rig.close();
  }

  private void restart() {
    rig.close();
    rig = new Rig(distribution);
  }

  private Asked asked(String target, String... headers) {
    rig.get(target, headers);
    return rig.origin.lastAsked();
  }

  @Test
  void carriesTheCacheKeyAndTheEdgesOwnHeaders() {
    Asked asked =
        asked("/a?limit=5&utm=x", "Authorization", "Bearer alice", "User-Agent", "curl/8");
    assertThat(asked.target()).isEqualTo("/a?limit=5");
    assertThat(asked.header("Authorization")).isEqualTo("Bearer alice");
    assertThat(asked.header("User-Agent")).isEqualTo("Amazon CloudFront");
    assertThat(asked.header("Host")).isEqualTo(rig.origin.url().getAuthority());
    assertThat(asked.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
    assertThat(asked.header("X-Amz-Cf-Id")).isNotEmpty();
    assertThat(asked.header("Via")).endsWith(".cloudfront.net (CloudFront)");
  }

  @Test
  void addsTheViewersAddressToThoseThatCameBefore() {
    assertThat(asked("/a", "X-Forwarded-For", "192.0.2.4,192.0.2.3").header("X-Forwarded-For"))
        .isEqualTo("192.0.2.4,192.0.2.3,127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Accept", "Accept-Language", "Referer", "X-Correlation-Id", "X-Edge-Pop", "TE"})
  void leavesOutWhatNoPolicyNames(String header) {
    assertThat(asked("/a", header, "1").header(header)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"If-Match", "Origin", "Cache-Control", "Content-Type", "Range"})
  void alwaysCarriesSomeHeaders(String header) {
    assertThat(asked("/a", header, "bytes=0-1").header(header)).isEqualTo("bytes=0-1");
  }

  @Test
  void carriesTheOriginsOwnHeadersInPlaceOfTheViewers() {
    distribution.originRequest =
        new OriginRequestPolicy(
            Selection.listed("X-Api-Key"), Selection.NOTHING, Selection.NOTHING);
    distribution.originHeaders = Map.of("api", Map.of("X-Api-Key", "key"));
    restart();

    assertThat(asked("/a", "x-api-key", "forged").header("X-Api-Key")).isEqualTo("key");
  }

  @Test
  void carriesWhatTheOriginRequestPolicyNames() {
    distribution.originRequest =
        new OriginRequestPolicy(
            Selection.listed("Idempotency-Key", "User-Agent"),
            Selection.listed("utm"),
            Selection.listed("session"));
    restart();
    Asked asked =
        asked(
            "/a?utm=x&other=1&limit=2",
            "Idempotency-Key",
            "k",
            "User-Agent",
            "curl/8",
            "Cookie",
            "session=1; theme=dark",
            "X-Other",
            "1");
    assertThat(asked.target()).isEqualTo("/a?utm=x&limit=2");
    assertThat(asked.header("Idempotency-Key")).isEqualTo("k");
    assertThat(asked.header("User-Agent")).isEqualTo("curl/8");
    assertThat(asked.header("Cookie")).isEqualTo("session=1");
    assertThat(asked.header("X-Other")).isEmpty();
    rig.origin.answers(Reply.ok("x", "Cache-Control", "s-maxage=60"));
    rig.get("/b", "Idempotency-Key", "1");
    assertThat(rig.get("/b?utm=y", "Idempotency-Key", "2").cache()).isEqualTo("Hit");
  }

  @Test
  void carriesAllOfTheViewersHeadersWhereThePolicySaysSo() {
    distribution.originRequest =
        new OriginRequestPolicy(
            new Selection(Selection.Mode.ALL_EXCEPT, Set.of("Host", "X-Not")),
            Selection.EVERYTHING,
            Selection.EVERYTHING);
    restart();
    Asked asked =
        asked(
            "/a?any=1",
            "X-Any",
            "1",
            "X-Not",
            "1",
            "X-Edge-Pop",
            "0",
            "X-Real-IP",
            "1",
            "Cookie",
            "a=1");
    assertThat(asked.target()).isEqualTo("/a?any=1");
    assertThat(asked.header("X-Any")).isEqualTo("1");
    assertThat(asked.header("X-Not")).isEmpty();
    assertThat(asked.header("X-Edge-Pop")).isEmpty();
    assertThat(asked.header("X-Real-IP")).isEmpty();
    assertThat(asked.header("Cookie")).isEqualTo("a=1");
    assertThat(asked.header("Host")).isEqualTo(rig.origin.url().getAuthority());
  }

  @Test
  void withoutAuthorizationInTheKeyCarriesItForWritesOnly() {
    distribution.keyHeaders = Selection.NOTHING;
    restart();
    assertThat(asked("/a", "Authorization", "Bearer alice").header("Authorization")).isEmpty();
    rig.send("PUT", "/a", "{}", "Authorization", "Bearer alice");
    assertThat(rig.origin.lastAsked().header("Authorization")).isEqualTo("Bearer alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "deflate", "br"})
  void asksForIdentityWhereTheViewerTakesNoEnabledFormat(String accepted) {
    assertThat(asked("/a", "Accept-Encoding", accepted).header("Accept-Encoding"))
        .isEqualTo("identity");
  }

  @Test
  void keepsThePathAsItWasSent() {
    assertThat(asked("/a%2Fb//c/%7Bd%7D;v=1").target()).isEqualTo("/a%2Fb//c/%7Bd%7D;v=1");
  }

  @Test
  void isOneForEachPart() {
    rig.origin.answers(asked ->
        asked.header("Range").isEmpty()
            ? Reply.ok("whole", "Cache-Control", "s-maxage=60")
            : Reply.status(206, "Cache-Control", "s-maxage=60"));
    assertThat(rig.get("/a", "Range", "bytes=0-1").status()).isEqualTo(206);
    assertThat(rig.get("/a").body()).isEqualTo("whole");
  }
}
