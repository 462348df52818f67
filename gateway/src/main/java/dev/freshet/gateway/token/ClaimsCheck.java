package dev.freshet.gateway.token;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a token that is the issuer's is meant for this API, for now, and for access. */
final class ClaimsCheck implements JWTClaimsSetVerifier<SecurityContext> {

  /**
   * An issuer's clock may be ahead by this. A token's end has no leeway: the edge keeps to it, too.
   */
  private static final Duration LEEWAY = Duration.ofSeconds(60);

  /** Cognito's word for what a token is for; an ID token has the client in {@code aud}. */
  private static final String TOKEN_USE = "token_use";

  private static final String ACCESS = "access";

  private final TokenRules rules;
  private final InstantSource clock;

  ClaimsCheck(TokenRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
      throws BadJWTException {
    Instant now = clock.instant();
    require(rules.issuer().toString().equals(claims.getIssuer()), "wrong issuer");
    require(isBefore(now, claims.getExpirationTime()), "expired");
    require(
        claims.getNotBeforeTime() == null || !isBefore(now.plus(LEEWAY), claims.getNotBeforeTime()),
        "not yet valid");
    require(isForUs(claims), "wrong audience");
    require(rules.scopes().isEmpty() || hasScope(claims), "wrong scope");
  }

  /**
   * Refuses ID tokens. An issuer says in one of three ways that a token is for access: {@code
   * token_use}, the type {@code at+jwt}, or one of the scopes that are asked for. A token that says
   * it in none may be an ID token, whose audience is a client that can be named like the API.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9068#section-5">RFC 9068, 5</a>
   */
  void requireAccessToken(JWTClaimsSet claims, boolean typed) throws BadJWTException {
    Object use = claims.getClaim(TOKEN_USE);
    require(use == null || use.equals(ACCESS), "not an access token");
    require(use != null || typed || !rules.scopes().isEmpty(), "not marked as an access token");
  }

  /** Cognito's access tokens have no {@code aud}, but {@code client_id}. */
  private boolean isForUs(JWTClaimsSet claims) {
    if (rules.audience().isEmpty()) {
      return true;
    }
    String audience = rules.audience().get();
    return claims.getAudience().isEmpty()
        ? ACCESS.equals(claims.getClaim(TOKEN_USE))
            && Objects.equals(claims.getClaim("client_id"), audience)
        : claims.getAudience().contains(audience);
  }

  /**
   * {@code scope} is a text with spaces (RFC 8693); {@code scp}, which others use, may be a list.
   */
  private boolean hasScope(JWTClaimsSet claims) {
    Object scope =
        claims.getClaim("scope") == null ? claims.getClaim("scp") : claims.getClaim("scope");
    return switch (scope) {
      case String text -> List.of(text.split(" ", -1)).stream().anyMatch(rules.scopes()::contains);
      case List<?> list -> list.stream().anyMatch(rules.scopes()::contains);
      case null, default -> false;
    };
  }

  private static boolean isBefore(Instant now, @Nullable Date time) {
    return time != null && now.isBefore(time.toInstant());
  }

  private static void require(boolean holds, String otherwise) throws BadJWTException {
    if (!holds) {
      throw new BadJWTException(otherwise);
    }
  }
}
