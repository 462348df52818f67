package dev.freshet.gateway.signin;

import dev.freshet.lambda.json.InvalidFieldException;
import java.util.regex.Pattern;

/** The body of {@code POST /auth/exchange}. */
record CodeExchange(String code, String codeVerifier, String redirectUri, String nonce) {
  private static final Pattern CODE = Pattern.compile("[!-~]{1,2048}");

  /** RFC 7636, 4.1. */
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{22,128}");
  private static final int LONGEST_URI = 2048;

  CodeExchange {
    require(CODE.matcher(code).matches(), "code", "1 to 2048 visible ASCII characters");
    require(
        VERIFIER.matcher(codeVerifier).matches(),
        "codeVerifier",
        "43 to 128 letters, digits and ._~-");
    require(
        redirectUri.length() <= LONGEST_URI, "redirectUri", "one of the registered redirect URIs");
    require(NONCE.matcher(nonce).matches(), "nonce", "22 to 128 letters, digits, - and _");
  }

  private static void require(boolean holds, String field, String expected) {
    if (!holds) {
      throw new InvalidFieldException(field, expected);
    }
  }
}
