package dev.freshet.table.write;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.UserId;
import dev.freshet.table.Table;
import dev.freshet.table.item.DeletionItem;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.item.StatsItem;
import java.time.Instant;
import java.util.List;

/** Creates users. Thread-safe. */
public final class UserWrites {
  private final Table table;
  private final Transactions transactions;

  public UserWrites(Table table) {
    this.table = table;
    this.transactions = new Transactions(table);
  }

  /**
   * Creates the user's profile and stats, and claims the address, in one transaction.
   *
   * @throws dev.freshet.table.ThrottledException if there is no capacity; nothing was written
   */
  public CreateUserResult create(
      UserId user, String name, EmailAddress email, String correlationId) {
    return create(user, name, email, false, correlationId);
  }

  /**
   * The same for a user who signed up at the stack's own user pool.
   *
   * @throws dev.freshet.table.ThrottledException if there is no capacity; nothing was written
   */
  public CreateUserResult createFromCognito(
      UserId user, String name, EmailAddress email, String correlationId) {
    return create(user, name, email, true, correlationId);
  }

  private CreateUserResult create(
      UserId user, String name, EmailAddress email, boolean fromCognito, String correlationId) {
    Instant now = table.now();
    ProfileItem profile = new ProfileItem(user, name, email, now.toEpochMilli(), now, fromCognito);
    return Transactions.settle(
        new CreateUserResult.Conflict(), () -> commit(profile, correlationId));
  }

  private Attempt<CreateUserResult> commit(ProfileItem profile, String correlationId) {
    Writes writes = new Writes(table, correlationId);
    return transactions.commit(
        new CreateUserResult.Created(profile),
        List.of(
            TransactionStep.of(
                writes.put(profile, Condition.absent()), new CreateUserResult.UserExists()),
            TransactionStep.of(
                writes.check(DeletionItem.key(profile.userId()), Condition.absent()),
                new CreateUserResult.BeingDeleted()),
            TransactionStep.of(
                EmailClaims.claim(writes, profile), new CreateUserResult.EmailTaken()),
            TransactionStep.of(writes.put(new StatsItem(profile.userId(), 0, 0)))));
  }
}
