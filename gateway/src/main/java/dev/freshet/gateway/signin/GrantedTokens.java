package dev.freshet.gateway.signin;

import dev.freshet.gateway.signin.IssuerAnswer.Granted;
import dev.freshet.gateway.token.IdTokenVerifier;
import dev.freshet.gateway.token.TokenVerifier;
import dev.freshet.gateway.token.Verdict;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks what the issuer granted before it reaches a page: the ID token is of this sign-in, and the
 * access token is one that the API takes. Thread-safe.
 */
final class GrantedTokens {
  private static final Logger LOG = LoggerFactory.getLogger(GrantedTokens.class);

  private final TokenVerifier accessTokens;
  private final IdTokenVerifier idTokens;
  private final InstantSource clock;

  GrantedTokens(TokenVerifier accessTokens, IdTokenVerifier idTokens, InstantSource clock) {
    this.accessTokens = accessTokens;
    this.idTokens = idTokens;
    this.clock = clock;
  }

  private record Identity(
      Optional<String> subject, Optional<String> name, Optional<String> email) {}

  /**
   * Returns the answer for the page.
   *
   * @param nonce the nonce of the sign-in, which requires an ID token; null for a refresh, which
   *     does not
   * @throws ProblemException 401 if the tokens are of another sign-in, 503 if they cannot be used
   */
  SignedIn check(Granted tokens, String clientId, @Nullable String nonce) {
    Verdict.Valid access = access(tokens.accessToken());
    Identity identity = identity(tokens, clientId, nonce);
    if (identity.subject().filter(subject -> !subject.equals(access.user().value())).isPresent()) {
      throw otherSignIn("the ID token is of another user");
    }
    return new SignedIn(
        tokens.accessToken(),
        "Bearer",
        Math.max(1, Duration.between(clock.instant(), access.expiry()).toSeconds()),
        new SignedIn.User(
            access.user().value(),
            identity.name().orElse(null),
            identity.email().orElse(null),
            List.copyOf(new TreeSet<>(access.roles()))));
  }

  private Verdict.Valid access(String token) {
    return switch (accessTokens.verify(token)) {
      case Verdict.Valid valid -> valid;
      case Verdict.Refused refused -> {
        LOG.atError().addKeyValue("reason", refused.reason()).log("access token is unusable");
        throw SignIn.unavailable();
      }
      case Verdict.Undecided undecided -> throw keysUnavailable(undecided.cause());
    };
  }

  private Identity identity(Granted tokens, String clientId, @Nullable String nonce) {
    if (tokens.idToken().isEmpty()) {
      if (nonce != null) {
        throw otherSignIn("no ID token: the scope must contain openid");
      }
      return new Identity(Optional.empty(), Optional.empty(), Optional.empty());
    }
    return switch (idTokens.verify(tokens.idToken().get(), clientId, nonce)) {
      case IdTokenVerifier.Good good ->
          new Identity(Optional.of(good.subject()), good.name(), good.email());
      case IdTokenVerifier.Bad bad -> throw otherSignIn(bad.reason());
      case IdTokenVerifier.Undecided undecided -> throw keysUnavailable(undecided.cause());
    };
  }

  private static ProblemException otherSignIn(String reason) {
    LOG.atWarn().addKeyValue("reason", reason).log("ID token refused");
    return new ProblemException(
        ProblemType.UNAUTHORIZED, "The ID token does not belong to this sign-in: sign in again.");
  }

  private static ProblemException keysUnavailable(Exception cause) {
    LOG.atError().setCause(cause).log("issuer's keys unavailable");
    return SignIn.unavailable();
  }
}
