package dev.freshet.operations.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
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
   * @throws IOException if the issuer is no URL, if it does not answer with it within 10 s, or if
   *     the document names no page to sign in
   */
  public static IssuerPages of(String issuer) throws IOException, InterruptedException {
    HttpRequest request = request(issuer);
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(issuer + " answered " + answer.statusCode());
      }
      return of(issuer, JSON.readTree(answer.body()));
    } catch (ConnectException unreachable) {
      throw new IOException(issuer + " cannot be reached", unreachable);
    }
  }

  private static HttpRequest request(String issuer) throws IOException {
    try {
      return HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
          .timeout(TIMEOUT)
          .build();
    } catch (IllegalArgumentException malformed) {
      throw new IOException(
          "the stack's output Issuer must be an http or https URL, was \"" + issuer + "\"",
          malformed);
    }
  }

  private static IssuerPages of(String issuer, JsonNode document) throws IOException {
    String authorize = document.path("authorization_endpoint").asText();
    if (authorize.isEmpty()) {
      throw new IOException(issuer + " names no authorization_endpoint");
    }
    return new IssuerPages(
        authorize,
        authorize.endsWith(COGNITO_AUTHORIZE)
            ? authorize.replace(COGNITO_AUTHORIZE, COGNITO_SIGN_UP)
            : "");
  }
}
