package dev.freshet.gateway.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.text.ParseException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifies the ID token of a sign-in. Thread-safe. */
public final class IdTokenVerifier {
  private static final int LEEWAY_SECONDS = 60;

  private final SigningKeys keys;

  public IdTokenVerifier(SigningKeys keys) {
    this.keys = keys;
  }

  /** The result of verifying an ID token. */
  public sealed interface Result {}

  /** It is good. */
  public record Good(String subject, Optional<String> name, Optional<String> email)
      implements Result {}

  /** It is not, for this reason. */
  public record Bad(String reason) implements Result {}

  /** The issuer's keys are unavailable. */
  public record Undecided(Exception cause) implements Result {}

  /**
   * Verifies signature, issuer, audience, times and nonce.
   *
   * @param nonce of the sign-in; null where the token came of a refresh
   */
  public Result verify(String token, String clientId, @Nullable String nonce) {
    IDTokenValidator validator =
        new IDTokenValidator(
            new Issuer(keys.issuer()), new ClientID(clientId), keys.selector(), null);
    validator.setMaxClockSkew(LEEWAY_SECONDS);
    try {
      return good(
          validator.validate(JWTParser.parse(token), nonce == null ? null : new Nonce(nonce)));
    } catch (ParseException _) {
      return new Bad("malformed");
    } catch (BadJOSEException refused) {
      return new Bad(Objects.requireNonNullElse(refused.getMessage(), "not trusted"));
    } catch (JOSEException failed) {
      return new Undecided(failed);
    }
  }

  private static Good good(IDTokenClaimsSet claims) {
    return new Good(
        claims.getSubject().getValue(),
        Optional.ofNullable(claims.getStringClaim("name")),
        Optional.ofNullable(claims.getStringClaim("email")));
  }
}
