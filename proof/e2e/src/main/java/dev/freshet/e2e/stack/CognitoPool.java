package dev.freshet.e2e.stack;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.UserId;
import dev.freshet.e2e.platform.Account;
import dev.freshet.table.Table;
import dev.freshet.table.write.UserWrites;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/** Creates users in a Cognito user pool, signs them in, and deletes them. Thread-safe. */
final class CognitoPool implements AutoCloseable {
  private final CognitoIdentityProviderClient cognito;
  private final String poolId;
  private final String clientId;
  private final Set<String> usernames = ConcurrentHashMap.newKeySet();

  private CognitoPool(CognitoIdentityProviderClient cognito, String poolId, String clientId) {
    this.cognito = cognito;
    this.poolId = poolId;
    this.clientId = clientId;
  }

  /**
   * The pool that issues these tokens.
   *
   * @param issuer with the pool's id as its path
   */
  static CognitoPool of(URI issuer, String clientId) {
    return new CognitoPool(
        CognitoIdentityProviderClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .build(),
        issuer.getPath().substring(1),
        clientId);
  }

  /** Creates a user with a password, and the profile under Cognito's id. */
  Account signUp(String nickname, Table table, String... groups) {
    String username = nickname + "-" + UUID.randomUUID() + "@example.org";
    String password = "Aa1!" + UUID.randomUUID();
    UserId id = create(username);
    cognito.adminSetUserPassword(
        set -> set.userPoolId(poolId).username(username).password(password).permanent(true));
    for (String group : groups) {
      cognito.adminAddUserToGroup(
          add -> add.userPoolId(poolId).username(username).groupName(group));
    }
    new UserWrites(table).create(id, nickname, new EmailAddress(username), "e2e");
    return new PoolAccount(id, username, () -> accessToken(username, password));
  }

  private UserId create(String username) {
    List<AttributeType> attributes =
        cognito
            .adminCreateUser(create ->
                create
                    .userPoolId(poolId)
                    .username(username)
                    .messageAction(MessageActionType.SUPPRESS)
                    .userAttributes(
                        AttributeType.builder().name("email").value(username).build(),
                        AttributeType.builder().name("email_verified").value("true").build()))
            .user()
            .attributes();
    usernames.add(username);
    return attributes.stream()
        .filter(attribute -> attribute.name().equals("sub"))
        .map(attribute -> new UserId(attribute.value()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Cognito gave " + username + " no sub"));
  }

  private String accessToken(String username, String password) {
    return cognito
        .adminInitiateAuth(auth ->
            auth.userPoolId(poolId)
                .clientId(clientId)
                .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", username, "PASSWORD", password)))
        .authenticationResult()
        .accessToken();
  }

  /** Deletes the users. */
  @Override
  public void close() {
    usernames.forEach(username ->
        cognito.adminDeleteUser(delete -> delete.userPoolId(poolId).username(username)));
    cognito.close();
  }

  private record PoolAccount(UserId id, String email, Supplier<String> signIn) implements Account {
    @Override
    public String token() {
      return signIn.get();
    }

    @Override
    public String token(Duration lifetime) {
      throw new UnsupportedOperationException("Cognito decides how long its tokens live");
    }

    @Override
    public Map<String, String> tokensForOthers() {
      throw new UnsupportedOperationException("the test client gets access tokens only");
    }
  }
}
