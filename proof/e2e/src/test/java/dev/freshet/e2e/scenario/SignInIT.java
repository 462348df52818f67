package dev.freshet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Needs;
import dev.freshet.e2e.fixture.Request;
import dev.freshet.e2e.platform.Capability;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Sign-in at the issuer's pages, sessions of the app and sign-out. */
@FreshetSystem
@Needs(Capability.HOSTED_LOGIN)
class SignInIT {
  private static final String COOKIE = "__Secure-freshet-refresh=";

  @Test
  void aUserWhoSignsUpIsSignedInAndHasAnAccount(Freshet freshet) {
    String email = "zoe-" + UUID.randomUUID() + "@example.com";

    HttpAnswer answer = exchange(freshet, pages(freshet).signUp("Zoe", email));

    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    JsonNode tokens = answer.json();
    assertThat(tokens.at("/user/name").asText()).isEqualTo("Zoe");
    assertThat(tokens.at("/user/email").asText()).isEqualTo(email);
    assertThat(tokens.at("/user/groups")).isEmpty();
    assertThat(tokens.path("expiresIn").asInt()).isBetween(3500, 3600);
    assertThat(answer.body()).doesNotContain("refresh", "id_token", "idToken");
    HttpAnswer dashboard = read(freshet, "/dashboard", tokens.path("accessToken").asText());
    assertThat(dashboard.status()).as("%s", dashboard).isEqualTo(200);
    assertThat(dashboard.json().path("name").asText()).isEqualTo("Zoe");
    HttpAnswer profile = read(freshet, "/users/current", tokens.path("accessToken").asText());
    assertThat(profile.json().path("email").asText()).isEqualTo(email);
  }

  @Test
  void theRefreshTokenIsInACookieThatNoScriptAndNoOtherSiteCanUse(Freshet freshet) {
    HttpAnswer answer = exchange(freshet, newUser(freshet));

    assertThat(answer.header("Set-Cookie"))
        .startsWith(COOKIE)
        .contains(
            "; Path=/auth", "; HttpOnly", "; Secure", "; SameSite=Strict", "; Max-Age=2592000")
        .doesNotContain("Domain");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void aUserWhoHasAnAccountSignsIn(Freshet freshet) {
    String email = "yan-" + UUID.randomUUID() + "@example.com";
    pages(freshet).signUp("Yan", email);

    HttpAnswer answer = exchange(freshet, pages(freshet).signIn(email));

    assertThat(answer.json().at("/user/name").asText()).isEqualTo("Yan");
  }

  @Test
  void aRefreshGivesAnotherAccessTokenAndAnotherCookie(Freshet freshet) {
    HttpAnswer first = exchange(freshet, newUser(freshet));

    HttpAnswer second = post(freshet, "/auth/refresh", cookie(first));

    assertThat(second.status()).as("%s", second).isEqualTo(200);
    assertThat(second.json().path("accessToken")).isNotEqualTo(first.json().path("accessToken"));
    assertThat(second.json().at("/user/id")).isEqualTo(first.json().at("/user/id"));
    assertThat(cookie(second)).startsWith(COOKIE).isNotEqualTo(cookie(first));
    assertThat(read(freshet, "/dashboard", second.json().path("accessToken").asText()).status())
        .isEqualTo(200);
  }

  @Test
  void aRefreshTokenThatIsUsedOnceMoreLaterEndsTheWholeSession(Freshet freshet) {
    String stolen = cookie(exchange(freshet, newUser(freshet)));
    String owners = cookie(post(freshet, "/auth/refresh", stolen));
    assertThat(post(freshet, "/auth/refresh", owners).status()).isEqualTo(200);

    HttpAnswer refused =
        freshet.until(
            "the old refresh token is refused",
            () -> post(freshet, "/auth/refresh", stolen),
            answer -> answer.status() != 200);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("Set-Cookie")).startsWith(COOKIE + ";").contains("Max-Age=0");
    assertThat(post(freshet, "/auth/refresh", owners).status()).isEqualTo(401);
  }

  @Test
  void aUserWhoSignsOutHasNoSessionAnyMoreHereAndAtTheIssuer(Freshet freshet) {
    String cookie = cookie(exchange(freshet, newUser(freshet)));

    HttpAnswer out = post(freshet, "/auth/logout", cookie);

    assertThat(out.status()).as("%s", out).isEqualTo(200);
    assertThat(out.json().path("revoked").asBoolean()).isTrue();
    assertThat(out.header("Set-Cookie"))
        .startsWith(COOKIE + ";")
        .contains("Max-Age=0", "Path=/auth");
    assertThat(post(freshet, "/auth/refresh", cookie).status()).isEqualTo(401);
    HttpResponse<String> issuer = pages(freshet).follow(out.json().path("logoutUrl").asText());
    assertThat(issuer.headers().firstValue("Location")).contains(origin(freshet) + "/app/");
  }

  @Test
  void signingOutTwiceIsFine(Freshet freshet) {
    assertThat(request(freshet, "/auth/logout").send().status()).isEqualTo(200);
  }

  @Test
  void aCodeIsGoodOnce(Freshet freshet) {
    HostedPages.SignIn signIn = newUser(freshet);
    assertThat(exchange(freshet, signIn).status()).isEqualTo(200);

    assertThat(exchange(freshet, signIn).status()).isEqualTo(401);
  }

  @Test
  void aCodeOfAnotherSignInIsRefused(Freshet freshet) {
    HostedPages.SignIn own = newUser(freshet);
    HostedPages.SignIn other = newUser(freshet);

    HttpAnswer otherVerifier =
        exchange(
            freshet,
            new HostedPages.SignIn(own.code(), other.verifier(), own.nonce(), own.redirectUri()));
    HttpAnswer otherNonce =
        exchange(
            freshet,
            new HostedPages.SignIn(other.code(), other.verifier(), own.nonce(), own.redirectUri()));

    assertThat(otherVerifier.status()).isEqualTo(401);
    assertThat(otherNonce.status()).isEqualTo(401);
    assertThat(otherNonce.find("Set-Cookie")).isEmpty();
  }

  @Test
  void aRedirectUriThatIsNotRegisteredIsRefusedHereAndAtTheIssuer(Freshet freshet) {
    HostedPages.SignIn own = newUser(freshet);
    String other = origin(freshet) + "/app/callback/../evil";

    HttpAnswer answer =
        exchange(freshet, new HostedPages.SignIn(own.code(), own.verifier(), own.nonce(), other));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("field").asText()).isEqualTo("redirectUri");
    HttpResponse<String> issuer = pages(freshet).authorize("https://evil.example/app/callback");
    assertThat(issuer.statusCode()).isEqualTo(400);
    assertThat(issuer.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void noOtherPageCanUseTheCookie(Freshet freshet) {
    String cookie = cookie(exchange(freshet, newUser(freshet)));

    for (String path : new String[] {"/auth/refresh", "/auth/logout", "/auth/exchange"}) {
      for (String origin :
          new String[] {"https://evil.example", "null", origin(freshet) + ".evil"}) {
        assertForbidden(request(freshet, path).headers("Cookie", cookie, "Origin", origin).send());
      }
      assertForbidden(
          freshet
              .anonymous("POST", path)
              .headers("Cookie", cookie, "X-Requested-With", "freshet")
              .send());
      assertForbidden(
          freshet
              .anonymous("POST", path)
              .headers("Cookie", cookie, "Origin", origin(freshet))
              .send());
    }
    assertThat(post(freshet, "/auth/refresh", cookie).status()).isEqualTo(200);
  }

  @Test
  void withoutACookieThereIsNoSession(Freshet freshet) {
    assertThat(request(freshet, "/auth/refresh").send().status()).isEqualTo(401);
    assertThat(post(freshet, "/auth/refresh", COOKIE + "%%%").status()).isEqualTo(401);
    assertThat(post(freshet, "/auth/refresh", COOKIE + "bm9uZQ").status()).isEqualTo(401);
  }

  @Test
  void aBodyThatIsNoExchangeIsRefusedByItsField(Freshet freshet) {
    HttpAnswer answer =
        request(freshet, "/auth/exchange")
            .json(
                "{\"code\":\"c\",\"codeVerifier\":\"short\",\"redirectUri\":\"r\",\"nonce\":\"n\"}")
            .send();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("field").asText()).isEqualTo("codeVerifier");
  }

  private static void assertForbidden(HttpAnswer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(403);
    assertThat(answer.find("Set-Cookie")).isEmpty();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  private static HostedPages pages(Freshet freshet) {
    return new HostedPages(freshet);
  }

  private static HostedPages.SignIn newUser(Freshet freshet) {
    return pages(freshet).signUp("Xan", "xan-" + UUID.randomUUID() + "@example.com");
  }

  private static HttpAnswer exchange(Freshet freshet, HostedPages.SignIn signIn) {
    return request(freshet, "/auth/exchange").json(signIn.body()).send();
  }

  private static HttpAnswer post(Freshet freshet, String path, String cookie) {
    return request(freshet, path).headers("Cookie", cookie).send();
  }

  private static Request request(Freshet freshet, String path) {
    return freshet
        .anonymous("POST", path)
        .headers("Origin", origin(freshet), "X-Requested-With", "freshet");
  }

  private static HttpAnswer read(Freshet freshet, String path, String token) {
    return freshet.anonymous("GET", path).headers("Authorization", "Bearer " + token).send();
  }

  private static String origin(Freshet freshet) {
    URI edge = freshet.platform().edge();
    return edge.getScheme() + "://" + edge.getAuthority();
  }

  private static String cookie(HttpAnswer answer) {
    return answer.header("Set-Cookie").split(";", 2)[0];
  }
}
