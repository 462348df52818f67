package dev.freshet.emulators.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.cloudfront.edge.Rig.Seen;
import dev.freshet.emulators.cloudfront.edge.ScriptedOrigin.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewerRequestFunctionTest {
  private Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  private void function(String body) {
    rig.close();
    rig =
        new Rig(
            new Distributions()
                .requestFunction(
                    "function handler(event) { const r = event.request; " + body + " }"));
    rig.origin.answers(Reply.ok("hello", "Cache-Control", "s-maxage=60"));
  }

  @Test
  void theChangedPathIsAskedForAndIsTheKey() {
    function("r.uri = '/index.html'; return r;");
    assertThat(rig.get("/a?limit=5&x=1").cache()).isEqualTo("Miss");
    assertThat(rig.get("/b?limit=5").cache()).isEqualTo("Hit");
    assertThat(rig.origin.lastAsked().target()).isEqualTo("/index.html?limit=5");
  }

  @Test
  void anUnchangedRequestGoesOnAsItCame() {
    function("return r;");
    rig.get("/a?limit=5&limit=6", "Authorization", "Bearer t");
    assertThat(rig.origin.lastAsked().target()).isEqualTo("/a?limit=5&limit=6");
    assertThat(rig.origin.lastAsked().header("Authorization")).isEqualTo("Bearer t");
  }

  @Test
  void anAnswerOfTheFunctionReachesNeitherOriginNorStore() {
    function("return {statusCode: 302, headers: {location: {value: '/app/'}}};");
    Seen seen = rig.get("/");
    assertThat(seen.status()).isEqualTo(302);
    assertThat(seen.header("Location")).isEqualTo("/app/");
    assertThat(seen.cache()).isEqualTo("FunctionGeneratedResponse");
    assertThat(rig.origin.asked()).isEmpty();
    assertThat(rig.edge.counters().objects()).isZero();
  }

  @Test
  void aFunctionThatFailsIsA503AndOneThatReturnsNoPathA502() {
    function("throw new Error('no');");
    assertThat(rig.get("/").status()).isEqualTo(503);
    function("r.uri = '/a?b=c'; return r;");
    assertThat(rig.get("/").status()).isEqualTo(502);
    function("return null;");
    assertThat(rig.get("/").status()).isEqualTo(502);
    assertThat(rig.origin.asked()).isEmpty();
  }
}
