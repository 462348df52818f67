package dev.freshet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.e2e.fixture.Freshet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A browser at the issuer's pages: signs up, signs in, returns to the app. */
final class HostedPages {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI origin;
  private final String clientId;
  private final String redirectUri;

  HostedPages(Freshet freshet) {
    this.origin = URI.create(freshet.platform().output("Issuer")).resolve("/");
    this.clientId = freshet.platform().output("ClientId");
    this.redirectUri = freshet.platform().edge().resolve("/app/callback").toString();
  }

  /** The app's generated values before the redirect to the issuer, and the returned code. */
  record SignIn(String code, String verifier, String nonce, String redirectUri) {

    String body() {
      return "{\"code\":\"%s\",\"codeVerifier\":\"%s\",\"redirectUri\":\"%s\",\"nonce\":\"%s\"}"
          .formatted(code, verifier, redirectUri, nonce);
    }
  }

  /** Creates an account, and returns the code of its first sign-in. */
  SignIn signUp(String name, String email) {
    return submit("/signup", "name=" + encoded(name) + "&email=" + encoded(email));
  }

  SignIn signIn(String email) {
    return submit("/login", "login=" + encoded(email));
  }

  /** A request of the authorization endpoint with another redirect URI. */
  HttpResponse<String> authorize(String otherRedirectUri) {
    return send(
        HttpRequest.newBuilder(
            origin.resolve("/oauth2/authorize?" + query("s", "n", "v", otherRedirectUri))));
  }

  HttpResponse<String> follow(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  private SignIn submit(String page, String form) {
    String state = random();
    String nonce = random();
    String verifier = random() + random();
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(
                    origin.resolve(page + "?" + query(state, nonce, verifier, redirectUri)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
    assertThat(back.toString()).startsWith(redirectUri);
    Map<String, String> parameters =
        Arrays.stream(back.getQuery().split("&", -1))
            .map(each -> each.split("=", 2))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    assertThat(parameters).containsEntry("state", state).containsKey("code");
    return new SignIn(parameters.getOrDefault("code", ""), verifier, nonce, redirectUri);
  }

  private String query(String state, String nonce, String verifier, String redirect) {
    return "response_type=code&scope="
        + encoded("openid email profile freshet/api")
        + "&client_id="
        + encoded(clientId)
        + "&redirect_uri="
        + encoded(redirect)
        + "&state="
        + state
        + "&nonce="
        + nonce
        + "&code_challenge_method=S256&code_challenge="
        + challenge(verifier);
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", interrupted);
    }
  }

  private static String random() {
    return UUID.randomUUID().toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
