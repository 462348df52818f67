package dev.freshet.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.UserId;
import dev.freshet.local.system.ChangeStep.Kind;
import dev.freshet.table.write.UserWrites;
import java.time.Duration;

/** Makes users whom nothing from before disturbs. */
public final class SignUp {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private SignUp() {}

  /**
   * Makes a user and waits for the eviction of that: if it came after a read, the view would be
   * hot, and the next change would cost no purge.
   */
  public static UserId settled(LocalSystem system, String id) {
    UserId user = new UserId(id);
    String correlationId = "sign-up-" + user;
    EmailAddress email = new EmailAddress(user + "@example.com");
    new UserWrites(system.table()).create(user, id, email, correlationId);
    await("the eviction of what the sign-up of " + user + " changed")
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(system.changes().steps(correlationId))
                .extracting(ChangeStep::kind)
                .contains(Kind.EVICTED));
    return user;
  }
}
