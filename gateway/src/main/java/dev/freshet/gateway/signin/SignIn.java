package dev.freshet.gateway.signin;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.freshet.gateway.secret.KeptValue;
import dev.freshet.gateway.secret.ValueUnavailableException;
import dev.freshet.gateway.signin.IssuerAnswer.ClientRefused;
import dev.freshet.gateway.signin.IssuerAnswer.Denied;
import dev.freshet.gateway.signin.IssuerAnswer.Granted;
import dev.freshet.gateway.signin.IssuerAnswer.Unavailable;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs users of the app's page in and out: the code and the refresh token go to the issuer with
 * the client's secret, the page gets the access token, and the refresh token stays in a cookie that
 * no script can read. Thread-safe.
 */
final class SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
  private static final String SET_COOKIE = "Set-Cookie";

  /** The path of the app, to which the issuer sends a browser back. */
  private static final String APP = "/app/";

  private final IssuerClient issuer;
  private final KeptValue<ClientCredentials> client;
  private final KeptValue<RedirectUris> redirectUris;
  private final GrantedTokens granted;
  private final Duration refreshLifetime;
  private final String logoutParameter;

  /**
   * Makes it.
   *
   * @param logoutParameter the query parameter of the issuer's logout page for the return address
   */
  SignIn(
      IssuerClient issuer,
      KeptValue<ClientCredentials> client,
      KeptValue<RedirectUris> redirectUris,
      GrantedTokens granted,
      Duration refreshLifetime,
      String logoutParameter) {
    this.issuer = issuer;
    this.client = client;
    this.redirectUris = redirectUris;
    this.granted = granted;
    this.refreshLifetime = refreshLifetime;
    this.logoutParameter = logoutParameter;
  }

  /** Exchanges a code for tokens. The page has compared the state; the nonce is compared here. */
  ApiResponse exchange(ApiRequest request) {
    RedirectUris allowed = redirectUris.get();
    allowed.requireOwnOrigin(request);
    CodeExchange exchange = request.body(CodeExchange.class);
    if (!allowed.contains(exchange.redirectUri())) {
      throw ProblemException.invalid("redirectUri", "must be one of the registered redirect URIs");
    }
    return switch (grant(codeGrant(exchange))) {
      case Granted tokens -> signedIn(tokens, exchange.nonce(), null);
      case Denied denied -> throw denied(denied);
      case ClientRefused _ -> throw refusedClient();
      case Unavailable unavailable -> throw unavailable(unavailable);
    };
  }

  /** Gets a new access token for the refresh token in the cookie. */
  ApiResponse refresh(ApiRequest request) {
    redirectUris.get().requireOwnOrigin(request);
    String token =
        RefreshCookie.of(request)
            .orElseThrow(
                () -> new ProblemException(ProblemType.UNAUTHORIZED, "No session: sign in."));
    return switch (grant(new RefreshTokenGrant(new RefreshToken(token)))) {
      case Granted tokens -> signedIn(tokens, null, token);
      case Denied denied ->
          ApiResponse.problem(denied(denied)).with(SET_COOKIE, RefreshCookie.removed());
      case ClientRefused _ -> throw refusedClient();
      case Unavailable unavailable -> throw unavailable(unavailable);
    };
  }

  /**
   * Revokes the refresh token and removes the cookie. It removes the cookie even if the issuer or
   * the client's secret is unavailable, so that signing out on a shared computer depends on
   * neither.
   */
  ApiResponse logout(ApiRequest request) {
    String origin = redirectUris.get().requireOwnOrigin(request);
    boolean revoked = RefreshCookie.of(request).map(this::revoke).orElse(true);
    return ApiResponse.ok(new SignedOut(revoked, logoutUrl(origin + APP)))
        .with(SET_COOKIE, RefreshCookie.removed());
  }

  private static AuthorizationGrant codeGrant(CodeExchange exchange) {
    return new AuthorizationCodeGrant(
        new AuthorizationCode(exchange.code()),
        URI.create(exchange.redirectUri()),
        new CodeVerifier(exchange.codeVerifier()));
  }

  /** The secret may have been replaced: it is fetched once more before the issuer is believed. */
  private IssuerAnswer grant(AuthorizationGrant grant) {
    ClientCredentials known = client.get();
    IssuerAnswer answer = issuer.grant(grant, known);
    if (!(answer instanceof ClientRefused)) {
      return answer;
    }
    ClientCredentials other = client.insteadOf(known);
    return other.equals(known) ? answer : issuer.grant(grant, other);
  }

  private ApiResponse signedIn(
      Granted tokens, @Nullable String nonce, @Nullable String refreshToken) {
    SignedIn body = granted.check(tokens, client.get().clientId(), nonce);
    ApiResponse answer = ApiResponse.ok(body);
    return tokens
        .refreshToken()
        .or(() -> java.util.Optional.ofNullable(refreshToken))
        .map(next -> answer.with(SET_COOKIE, RefreshCookie.set(next, refreshLifetime)))
        .orElse(answer);
  }

  private boolean revoke(String token) {
    try {
      return issuer.revoke(token, client.get());
    } catch (IOException | ValueUnavailableException failed) {
      LOG.atError().setCause(failed).log("refresh token not revoked");
      return false;
    }
  }

  private @Nullable String logoutUrl(String back) {
    try {
      return issuer
          .logoutPage()
          .map(page ->
              page
                  + "?client_id="
                  + encoded(client.get().clientId())
                  + "&"
                  + logoutParameter
                  + "="
                  + encoded(back))
          .orElse(null);
    } catch (IOException | ValueUnavailableException failed) {
      LOG.atError().setCause(failed).log("logout page unknown");
      return null;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static ProblemException denied(Denied denied) {
    LOG.atInfo().addKeyValue("code", denied.code()).log("issuer denied");
    return new ProblemException(
        ProblemType.UNAUTHORIZED,
        "The issuer rejected the code or the refresh token: sign in again.");
  }

  private static ProblemException refusedClient() {
    LOG.atError().log("issuer refuses the client; compare its secret with the one at the issuer");
    return unavailable();
  }

  private static ProblemException unavailable(Unavailable unavailable) {
    LOG.atError().setCause(unavailable.cause()).log("issuer unavailable");
    return unavailable();
  }

  static ProblemException unavailable() {
    return new ProblemException(
        ProblemType.UNAVAILABLE, "Sign-in is temporarily unavailable. Retry later.");
  }
}
