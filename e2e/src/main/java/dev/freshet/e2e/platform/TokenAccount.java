package dev.freshet.e2e.platform;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.UserId;
import dev.freshet.table.Table;
import dev.freshet.table.write.CreateUserResult;
import dev.freshet.table.write.UserWrites;
import java.time.Duration;
import java.util.UUID;

/** A user in the table whom an issuer of our own gives tokens. */
public record TokenAccount(UserId id, String email, Tokens tokens) implements Account {
  private static final Duration LONG_ENOUGH = Duration.ofHours(1);

  /** An issuer that signs whatever it is asked to. */
  @FunctionalInterface
  public interface Tokens {
    String token(UserId user, Duration lifetime);
  }

  /** Makes the user in the table, as the sign-up trigger would. */
  public static TokenAccount signUp(String nickname, Table table, Tokens tokens) {
    UserId id = new UserId(nickname + "-" + UUID.randomUUID());
    EmailAddress email = new EmailAddress(id + "@example.org");
    CreateUserResult result = new UserWrites(table).create(id, nickname, email, "e2e");
    if (!(result instanceof CreateUserResult.Created)) {
      throw new IllegalStateException("the new user " + id + " was there already: " + result);
    }
    return new TokenAccount(id, email.value(), tokens);
  }

  @Override
  public String token() {
    return token(LONG_ENOUGH);
  }

  @Override
  public String token(Duration lifetime) {
    return tokens.token(id, lifetime);
  }
}
