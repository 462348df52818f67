package dev.freshet.gateway.signin;

import dev.freshet.lambda.http.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The refresh token on its way to the browser and back. Scripts cannot read the cookie, other sites
 * cannot send it, and it travels to {@code /auth} only. The token is encoded: an issuer may use
 * characters that RFC 6265 does not allow.
 */
final class RefreshCookie {
  private static final String NAME = "__Secure-freshet-refresh";
  private static final String LIMITS = "; Path=/auth; HttpOnly; Secure; SameSite=Strict";

  private RefreshCookie() {}

  static Optional<String> of(ApiRequest request) {
    return request
        .header("Cookie")
        .flatMap(cookies ->
            Arrays.stream(cookies.split(";", -1))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(NAME + "="))
                .map(cookie -> cookie.substring(NAME.length() + 1))
                .findFirst())
        .flatMap(RefreshCookie::decoded);
  }

  static String set(String token, Duration lifetime) {
    return NAME
        + "="
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(token.getBytes(StandardCharsets.UTF_8))
        + "; Max-Age="
        + lifetime.toSeconds()
        + LIMITS;
  }

  static String removed() {
    return NAME + "=; Max-Age=0" + LIMITS;
  }

  private static Optional<String> decoded(String value) {
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8))
          .filter(token -> !token.isEmpty());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
