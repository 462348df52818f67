package dev.freshet.gateway.token;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a token that is the issuer's is meant for us, for now, and for access. */
final class ClaimsCheck implements JWTClaimsSetVerifier<SecurityContext> {

  /** An issuer's clock may be ahead by this: a token that was just issued is good at once. */
  private static final Duration LEEWAY = Duration.ofSeconds(5);

  /** Cognito's word for what a token is for; an id token has the client in {@code aud}. */
  private static final String TOKEN_USE = "token_use";

  private static final String ACCESS = "access";

  private final String issuer;
  private final String audience;
  private final InstantSource clock;

  ClaimsCheck(String issuer, String audience, InstantSource clock) {
    this.issuer = issuer;
    this.audience = audience;
    this.clock = clock;
  }

  @Override
  public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
      throws BadJWTException {
    Instant now = clock.instant();
    require(issuer.equals(claims.getIssuer()), "wrong issuer");
    require(isBefore(now, claims.getExpirationTime()), "expired");
    require(
        claims.getNotBeforeTime() == null || !isBefore(now.plus(LEEWAY), claims.getNotBeforeTime()),
        "not yet valid");
    Object use = claims.getClaim(TOKEN_USE);
    require(use == null || use.equals(ACCESS), "not an access token");
    require(isForUs(claims), "wrong audience");
  }

  /** Cognito's access tokens have no {@code aud}, but {@code client_id}. */
  private boolean isForUs(JWTClaimsSet claims) {
    return claims.getAudience().isEmpty()
        ? ACCESS.equals(claims.getClaim(TOKEN_USE))
            && Objects.equals(claims.getClaim("client_id"), audience)
        : claims.getAudience().contains(audience);
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
