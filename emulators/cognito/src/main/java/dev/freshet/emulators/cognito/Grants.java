package dev.freshet.emulators.cognito;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Authorization codes and refresh tokens that a pool has given out. A code can be used once. A
 * refresh token that is used after it was rotated out, and after the grace period, was stolen or
 * lost: every token of its sign-in is revoked. Thread-safe.
 */
final class Grants {

  /** "The authorization code grant … is valid for 5 minutes." */
  private static final Duration CODE_LIFETIME = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final Map<String, Refresh> refreshTokens = new ConcurrentHashMap<>();

  Grants(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A sign-in of a user at a client.
   *
   * @param id identifies all tokens of the sign-in, Cognito's {@code origin_jti}
   */
  record SignIn(
      String id,
      PoolUser user,
      AppClient client,
      String scope,
      @Nullable String nonce,
      Instant at) {}

  /** A sign-in that waits for its code to be exchanged. */
  record Code(SignIn signIn, String redirectUri, @Nullable String challenge, Instant expiresAt) {}

  private record Refresh(SignIn signIn, Instant expiresAt, @Nullable Instant rotatedOutAt) {}

  String code(SignIn signIn, String redirectUri, @Nullable String challenge) {
    String code = UUID.randomUUID().toString();
    Instant end = clock.instant().plus(CODE_LIFETIME);
    codes.put(code, new Code(signIn, redirectUri, challenge, end));
    return code;
  }

  /** Takes a code, so that it cannot be used again. */
  Optional<Code> take(String code) {
    return Optional.ofNullable(codes.remove(code))
        .filter(found -> clock.instant().isBefore(found.expiresAt()));
  }

  String refreshToken(SignIn signIn) {
    return refreshToken(signIn, clock.instant().plus(signIn.client().refreshTokenValidity()));
  }

  private String refreshToken(SignIn signIn, Instant expiresAt) {
    String token = UUID.randomUUID() + "." + UUID.randomUUID();
    refreshTokens.put(token, new Refresh(signIn, expiresAt, null));
    return token;
  }

  /** The sign-in of a refresh token that this client may still use. */
  synchronized Optional<SignIn> use(String token, AppClient client) {
    Refresh refresh = refreshTokens.get(token);
    Instant now = clock.instant();
    if (refresh == null
        || !refresh.signIn().client().id().equals(client.id())
        || !now.isBefore(refresh.expiresAt())) {
      return Optional.empty();
    }
    Instant rotatedOutAt = refresh.rotatedOutAt();
    if (rotatedOutAt != null
        && !now.isBefore(rotatedOutAt.plus(client.retryGrace().orElse(Duration.ZERO)))) {
      revoke(refresh.signIn());
      return Optional.empty();
    }
    return Optional.of(refresh.signIn());
  }

  /** Gives another one for a refresh token, valid for what is left of the old one's life. */
  synchronized Optional<String> rotate(String token) {
    Refresh old = refreshTokens.get(token);
    if (old == null || old.signIn().client().retryGrace().isEmpty()) {
      return Optional.empty();
    }
    if (old.rotatedOutAt() == null) {
      refreshTokens.put(token, new Refresh(old.signIn(), old.expiresAt(), clock.instant()));
    }
    return Optional.of(refreshToken(old.signIn(), old.expiresAt()));
  }

  /** Revokes a refresh token with all others of the same sign-in. */
  synchronized void revoke(String token, AppClient client) {
    Optional.ofNullable(refreshTokens.get(token))
        .filter(refresh -> refresh.signIn().client().id().equals(client.id()))
        .ifPresent(refresh -> revoke(refresh.signIn()));
  }

  private void revoke(SignIn signIn) {
    refreshTokens.values().removeIf(refresh -> refresh.signIn().id().equals(signIn.id()));
  }
}
