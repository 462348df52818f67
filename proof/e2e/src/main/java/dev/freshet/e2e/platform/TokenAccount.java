package dev.freshet.e2e.platform;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.UserId;
import dev.freshet.local.system.TokenIssuer;
import dev.freshet.table.Table;
import dev.freshet.table.write.CreateUserResult;
import dev.freshet.table.write.UserWrites;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A user in the table whom an issuer of our own gives tokens. */
public record TokenAccount(UserId id, String email, TokenIssuer tokens, List<String> groups)
    implements Account {

  /** The views that show what a new user has. */
  private static final List<String> CHANGED = List.of("profile", "dashboard");

  private static final Duration LONG_ENOUGH = Duration.ofHours(1);

  /**
   * Makes the user in the table, as the sign-up trigger would, and waits until that change has
   * cleared Redis, so that it does not disturb the scenario. A fence that is put there before is
   * gone after.
   */
  public static TokenAccount signUp(
      String nickname,
      Table table,
      TokenIssuer tokens,
      List<String> groups,
      RedisProbe redis,
      Duration patience) {
    UserId id = new UserId(nickname + "-" + UUID.randomUUID());
    CHANGED.forEach(view -> redis.restoreFence(id, view, "before-sign-up"));
    TokenAccount account = create(id, nickname, table, tokens, groups);
    CHANGED.forEach(view ->
        Awaitility.await("the sign-up of " + id + " clears " + view)
            .atMost(patience)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(10))
            .until(() -> redis.fence(id, view).isEmpty()));
    return account;
  }

  private static TokenAccount create(
      UserId id, String nickname, Table table, TokenIssuer tokens, List<String> groups) {
    EmailAddress email = new EmailAddress(id + "@example.org");
    CreateUserResult result = new UserWrites(table).create(id, nickname, email, "e2e");
    if (!(result instanceof CreateUserResult.Created)) {
      throw new IllegalStateException("the new user " + id + " was there already: " + result);
    }
    return new TokenAccount(id, email.value(), tokens, groups);
  }

  @Override
  public String token() {
    return token(LONG_ENOUGH);
  }

  @Override
  public String token(Duration lifetime) {
    return tokens.token(id, lifetime, groups);
  }

  @Override
  public Map<String, String> tokensForOthers() {
    try (TokenIssuer other =
        TokenIssuer.start(tokens.clientId(), InetAddress.getLoopbackAddress(), 0)) {
      return Map.of(
          "an ID token", tokens.idToken(id, LONG_ENOUGH),
          "a token of another client", tokens.tokenOfAnotherClient(id, LONG_ENOUGH),
          "a token of another issuer", other.token(id, LONG_ENOUGH));
    }
  }
}
