package dev.freshet.local.system;

import dev.freshet.domain.UserId;
import dev.freshet.emulators.cognito.PoolUser;
import dev.freshet.emulators.cognito.PoolUsers;
import dev.freshet.emulators.cognito.UserPool;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The issuer of users' tokens: a user pool in Cognito's place. Thread-safe. */
public final class TokenIssuer implements AutoCloseable {

  /** The scope by which the API knows tokens that are for it. */
  private static final String SCOPE = "openid email profile freshet/api";

  private final UserPool pool;
  private final String clientId;

  private TokenIssuer(UserPool pool, String clientId) {
    this.pool = pool;
    this.clientId = clientId;
  }

  /** Starts one with these users on a free port of 127.0.0.1. */
  static TokenIssuer start(String clientId, PoolUsers users, InstantSource clock) {
    return new TokenIssuer(
        UserPool.start(
            PhysicalNames.USER_POOL_ID, InetAddress.getLoopbackAddress(), 0, users, clock),
        clientId);
  }

  /** Starts one on this address whose users are made up as they are named; port 0 is any. */
  public static TokenIssuer start(String clientId, InetAddress address, int port) {
    return new TokenIssuer(
        UserPool.start(
            PhysicalNames.USER_POOL_ID, address, port, PoolUsers.inMemory(), Clock.systemUTC()),
        clientId);
  }

  /** What the tokens say issued them. */
  public URI issuer() {
    return pool.issuer();
  }

  UserPool pool() {
    return pool;
  }

  /** An access token that lives this long from now on; a negative lifetime has passed already. */
  public String token(UserId user, Duration lifetime) {
    return pool.accessToken(poolUser(user), clientId, SCOPE, lifetime);
  }

  /** An access token of a user with these groups, independent of the user pool. */
  public String token(UserId user, Duration lifetime, List<String> groups) {
    PoolUser known = poolUser(user);
    return pool.accessToken(
        new PoolUser(known.sub(), known.email(), known.name(), groups), clientId, SCOPE, lifetime);
  }

  /** An ID token, which the API has to refuse. */
  public String idToken(UserId user, Duration lifetime) {
    return pool.idToken(poolUser(user), clientId, lifetime);
  }

  /** An access token of another client, which lacks the API's scope. */
  public String tokenOfAnotherClient(UserId user, Duration lifetime) {
    return pool.accessToken(poolUser(user), "another-" + clientId, "openid email", lifetime);
  }

  /** The client that tokens are for. */
  public String clientId() {
    return clientId;
  }

  @Override
  public void close() {
    pool.close();
  }

  private PoolUser poolUser(UserId user) {
    return pool.users()
        .find(user.value())
        .orElseGet(() ->
            new PoolUser(user.value(), user.value() + "@example.com", user.value(), List.of()));
  }
}
