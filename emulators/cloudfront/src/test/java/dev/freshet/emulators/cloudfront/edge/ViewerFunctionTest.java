package dev.freshet.emulators.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freshet.emulators.cloudfront.distribution.ResponseHeadersPolicy;
import dev.freshet.emulators.cloudfront.distribution.ResponseHeadersPolicy.Added;
import dev.freshet.emulators.cloudfront.distribution.Selection;
import dev.freshet.emulators.cloudfront.edge.Rig.Seen;
import dev.freshet.emulators.cloudfront.edge.ScriptedOrigin.Reply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewerFunctionTest {
  private final Distributions distribution = new Distributions();
  private Rig rig = new Rig(distribution);

  @AfterEach
  void close() {
    rig.close();
  }

  private Seen seen(String body, Reply reply, String... headers) {
    rig.close();
    rig =
        new Rig(
            distribution.function(
                "function handler(event) { const r = event.response; " + body + " return r; }"));
    rig.origin.answers(reply);
    return rig.get("/a?limit=5&x=1&x=2", headers);
  }

  private static Reply ok(String... headers) {
    return Reply.ok("hello", headers);
  }

  @Test
  void changesWhatTheViewerSeesAndNotHowLongItIsKept() {
    String code =
        """
        const cc = r.headers['cache-control'];
        if (cc && cc.value.includes('s-maxage')) {
          r.headers['cache-control'] = { value: 'private, no-cache' };
        }
        """;
    Seen miss = seen(code, ok("Cache-Control", "s-maxage=60, max-age=0"));
    Seen hit = rig.get("/a?limit=5");
    assertThat(miss.header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(hit.cache()).isEqualTo("Hit");
    assertThat(hit.header("Cache-Control")).isEqualTo("private, no-cache");
  }

  @Test
  void isNotRunForErrors() {
    Seen seen = seen("r.headers['x-fn'] = {value: 'ran'};", Reply.status(401));
    assertThat(seen.status()).isEqualTo(401);
    assertThat(seen.headers().has("X-Fn")).isFalse();
  }

  @Test
  void isRunForConfirmations() {
    Seen seen =
        seen(
            "r.headers['x-fn'] = {value: String(r.statusCode)};",
            ok("ETag", "\"1\""),
            "If-None-Match",
            "\"1\"");
    assertThat(seen.status()).isEqualTo(304);
    assertThat(seen.header("X-Fn")).isEqualTo("304");
  }

  @Test
  void seesTheEventAsItIsDocumented() {
    String code =
        """
        r.headers['x-event'] = { value: JSON.stringify({
          v: event.version, c: event.context, ip: event.viewer.ip,
          m: event.request.method, u: event.request.uri, q: event.request.querystring,
          a: event.request.headers.authorization.value, k: event.request.cookies,
          s: r.statusCode, cookies: r.cookies }) };
        """;
    distribution.keyCookies = Selection.EVERYTHING;
    Seen seen =
        seen(
            code,
            ok("Set-Cookie", "c=2; Secure; Path=/"),
            "Authorization",
            "Bearer alice",
            "Cookie",
            "a=1; b=2");
    assertThat(seen.header("X-Event"))
        .contains("\"v\":\"1.0\"")
        .contains("\"distributionDomainName\":\"d123.cloudfront.net\"")
        .contains("\"distributionId\":\"E123\"")
        .contains("\"eventType\":\"viewer-response\"")
        .contains("\"ip\":\"127.0.0.1\"")
        .contains("\"m\":\"GET\",\"u\":\"/a\"")
        .contains("\"limit\":{\"value\":\"5\"}")
        .contains("\"x\":{\"value\":\"1\",\"multiValue\":[{\"value\":\"1\"},{\"value\":\"2\"}]}")
        .contains("\"a\":\"Bearer alice\"")
        .contains("\"k\":{\"a\":{\"value\":\"1\"},\"b\":{\"value\":\"2\"}}")
        .contains("\"s\":200")
        .contains("\"cookies\":{\"c\":{\"value\":\"2\",\"attributes\":\"Secure; Path=/\"}}");
    assertThat(seen.header("Set-Cookie")).isEqualTo("c=2; Secure; Path=/");
  }

  @Test
  void doesNotSeeTheEdgesOwnHeadersAndDoesNotLoseThem() {
    Seen seen =
        seen(
            "r.headers['x-seen'] = {value: Object.keys(r.headers).join()};",
            ok("X-Amz-Cf-Custom", "kept", "X-Any", "1"));
    assertThat(seen.header("X-Seen")).contains("x-any").doesNotContain("x-amz-cf");
    assertThat(seen.header("X-Amz-Cf-Custom")).isEqualTo("kept");
    assertThat(seen.cache()).isEqualTo("Miss");
  }

  @Test
  void seesWhatThePolicyAddedAndNotWhatItRemoved() {
    distribution.responseHeaders =
        new ResponseHeadersPolicy(
            List.of("X-Secret"), List.of(new Added("X-Policy", "1", true)), Optional.empty());
    Seen seen =
        seen("r.headers['x-seen'] = {value: Object.keys(r.headers).join()};", ok("X-Secret", "s"));
    assertThat(seen.header("X-Seen")).contains("x-policy").doesNotContain("x-secret");
  }

  @Test
  void mayRemoveHeadersAndChangeStatusAndBody() {
    Seen seen =
        seen("delete r.headers['x-any']; r.statusCode = 203; r.body = 'other';", ok("X-Any", "1"));
    assertThat(seen.status()).isEqualTo(203);
    assertThat(seen.body()).isEqualTo("other");
    assertThat(seen.header("Content-Length")).isEqualTo("5");
    assertThat(seen.headers().has("X-Any")).isFalse();
  }

  @Test
  void mayGiveTheBodyAsBase64() {
    assertThat(seen("r.body = {encoding: 'base64', data: 'aGk='};", ok()).body()).isEqualTo("hi");
  }

  @Test
  void changesOneOfSeveralLinesByItsPlace() {
    Seen changed =
        seen("r.headers.link.multiValue[1].value = '</c>';", ok("Link", "</a>", "Link", "</b>"));
    assertThat(changed.headers().all("Link")).containsExactly("</a>", "</c>");
    Seen first = seen("r.headers.link.value = '</c>';", ok("Link", "</a>", "Link", "</b>"));
    assertThat(first.headers().all("Link")).containsExactly("</c>", "</b>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r.headers['x-cache'] = {value: 'x'};",
        "r.headers['x-amz-cf-id'] = {value: 'x'};",
        "r.headers['x-edge-a'] = {value: 'x'};",
        "r.headers['Upper'] = {value: 'x'};",
        "r.headers['via'] = {value: 'x'};",
        "r.headers['x-a'] = 'x';",
        "r.statusCode = 'fine';",
        "r.statusCode = 99;",
        "r.body = {encoding: 'base64', data: '?'};",
        "return 1;",
        "return;",
      })
  void thatReturnsWhatIsInvalidIsABadGateway(String body) {
    Seen seen = seen(body, ok());
    assertThat(seen.status()).isEqualTo(502);
    assertThat(seen.cache()).isEqualTo("Error");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throw new Error('no');",
        "event.none.none;",
        "while (true) {}",
        "function f() { f(); } f();",
        "java.lang.System.exit(1);",
        "Packages.java.lang.Runtime.getRuntime();",
        "new java.io.File('/');",
        "r.getClass().forName('java.lang.Runtime');",
      })
  void thatFailsOrReachesForTheMachineIsServiceUnavailable(String body) {
    Seen seen = seen(body, ok());
    assertThat(seen.status()).isEqualTo(503);
    assertThat(seen.cache()).isEqualTo("Error");
  }

  @Test
  void startsAfreshForEachRequest() {
    seen("this.n = (this.n || 0) + 1; r.headers['x-n'] = {value: String(this.n)};", ok());
    assertThat(rig.get("/b").header("X-N")).isEqualTo("1");
  }

  @Test
  void mayChangeStandardObjectsForItselfAlone() {
    seen(
        "String.prototype.n = (String.prototype.n || 0) + 1;"
            + "r.headers['x-n'] = {value: String('a'.n)};",
        ok());
    assertThat(rig.get("/b").header("X-N")).isEqualTo("1");
    assertThat(rig.get("/c").header("X-N")).isEqualTo("1");
  }

  @Test
  void mustBeJavaScriptOfAtMostTenKilobytes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ViewerFunctions(distribution.function("function (").build()))
        .withMessageContaining("Fn");
    String large = "function handler(e) { return e.response; } //" + "x".repeat(10_240);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ViewerFunctions(distribution.function(large).build()))
        .withMessageContaining("10 KB");
  }
}
