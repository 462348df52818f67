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
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** A user in the table with tokens of a local issuer. */
public record TokenAccount(UserId id, String email, TokenIssuer tokens, List<String> groups)
    implements Account {

  /** The views that show the items of a new user. */
  private static final List<String> CHANGED = List.of("profile", "dashboard");

  private static final Duration LONG_ENOUGH = Duration.ofHours(1);

  /** By client: a key takes seconds to make. */
  private static final Map<String, TokenIssuer> STRANGERS = new ConcurrentHashMap<>();

  /**
   * Creates the user in the table like the sign-up trigger, and waits until that change has evicted
   * the views from Redis, so that it does not disturb the scenario. The eviction is detected by a
   * fence, which it deletes.
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
    TokenIssuer other = STRANGERS.computeIfAbsent(tokens.clientId(), TokenAccount::stranger);
    return Map.of(
        "an ID token", tokens.idToken(id, LONG_ENOUGH),
        "a token of another client", tokens.tokenOfAnotherClient(id, LONG_ENOUGH),
        "a token of another issuer", other.token(id, LONG_ENOUGH));
  }

  /** Signs with its own key, though it is closed. */
  private static TokenIssuer stranger(String clientId) {
    try (TokenIssuer issuer = TokenIssuer.start(clientId, InetAddress.getLoopbackAddress(), 0)) {
      return issuer;
    }
  }
}
