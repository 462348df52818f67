package dev.freshet.operations.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Where an issuer's pages are: to sign in and to sign up. Empty for a page that it does not have.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect
 *     Discovery 1.0</a>
 */
public record IssuerPages(String authorize, String signUp) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Cognito has its page to sign up beside the one to sign in. */
  private static final String COGNITO_AUTHORIZE = "/oauth2/authorize";

  private static final String COGNITO_SIGN_UP = "/signup";

  /**
   * Reads them from the issuer's own document.
   *
   * @throws IOException if the issuer does not answer with it within 10 s
   */
  public static IssuerPages of(String issuer) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
            .timeout(TIMEOUT)
            .build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(issuer + " answered " + answer.statusCode());
      }
      return of(JSON.readTree(answer.body()));
    }
  }

  private static IssuerPages of(JsonNode document) {
    String authorize = document.path("authorization_endpoint").asText();
    return new IssuerPages(
        authorize,
        authorize.endsWith(COGNITO_AUTHORIZE)
            ? authorize.replace(COGNITO_AUTHORIZE, COGNITO_SIGN_UP)
            : "");
  }
}
