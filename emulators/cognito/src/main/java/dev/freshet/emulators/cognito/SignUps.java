package dev.freshet.emulators.cognito;

import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.InvokeResult;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes users, and invokes the post-confirmation trigger for each as Cognito does. */
final class SignUps {

  /** "After three attempts, if the function doesn't respond, … the operation times out." */
  private static final int ATTEMPTS = 3;

  private final Supplier<UserPoolSpec> pool;
  private final PoolUsers users;
  private final Supplier<Optional<Functions>> functions;

  SignUps(Supplier<UserPoolSpec> pool, PoolUsers users, Supplier<Optional<Functions>> functions) {
    this.pool = pool;
    this.users = users;
    this.functions = functions;
  }

  sealed interface Outcome {}

  record Confirmed(PoolUser user) implements Outcome {}

  /** With a text for the page. */
  record Failed(String reason) implements Outcome {}

  Outcome signUp(String name, String email, String clientId) {
    if (name.isBlank() || !email.strip().matches("[^@\\s]+@[^@\\s]+")) {
      return new Failed("A name and an e-mail address are needed.");
    }
    return users
        .signUp(email, name)
        .map(user -> confirm(user, clientId))
        .orElseGet(() -> new Failed("There is an account with this address."));
  }

  /** The user is confirmed at Cognito even if the trigger fails. */
  private Outcome confirm(PoolUser user, String clientId) {
    UserPoolSpec deployed = pool.get();
    if (deployed.postConfirmation().isEmpty()) {
      return new Confirmed(user);
    }
    String event = Confirmation.event(user, deployed, clientId);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (invoke(deployed.postConfirmation().get(), event) instanceof InvokeResult.Success) {
        return new Confirmed(user);
      }
    }
    return new Failed(
        "The account was created, but the post-confirmation trigger failed. Sign in.");
  }

  private InvokeResult invoke(String function, String event) {
    try {
      return functions.get().orElseThrow().invoke(function, event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the trigger ran", e);
    }
  }
}
