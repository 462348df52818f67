package dev.freshet.table.write;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.UserId;
import dev.freshet.table.Table;
import dev.freshet.table.item.Attributes;
import dev.freshet.table.item.DeletionItem;
import dev.freshet.table.item.PreferencesItem;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.item.StatsItem;
import dev.freshet.table.read.ItemReads;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes accounts. One transaction takes what makes an account: name, address, statistics and
 * preferences. From then on nothing new is written for the user, but for what was on its way. A
 * marker stays until {@link UserSweep} has deleted the rest. Thread-safe.
 */
public final class UserDeletion {
  private final Table table;
  private final ItemReads reads;
  private final Transactions transactions;

  public UserDeletion(Table table) {
    this.table = table;
    this.reads = new ItemReads(table);
    this.transactions = new Transactions(table);
  }

  /**
   * Deletes the account and marks what belonged to it.
   *
   * @throws dev.freshet.table.ThrottledException if there is no capacity; nothing was written
   */
  public DeleteUserResult begin(UserId user, String correlationId) {
    return Transactions.settle(new DeleteUserResult.Conflict(), () -> attempt(user, correlationId));
  }

  private Attempt<DeleteUserResult> attempt(UserId user, String correlationId) {
    Map<ItemKey, Attributes> found =
        reads.get(List.of(ProfileItem.key(user), DeletionItem.key(user)));
    Optional<ProfileItem> profile =
        Optional.ofNullable(found.get(ProfileItem.key(user))).map(ProfileItem::from);
    return profile
        .map(current -> commit(current, correlationId))
        .orElseGet(() ->
            Attempt.settled(
                found.containsKey(DeletionItem.key(user))
                    ? new DeleteUserResult.BegunBefore()
                    : new DeleteUserResult.NoSuchUser()));
  }

  private Attempt<DeleteUserResult> commit(ProfileItem profile, String correlationId) {
    Writes writes = new Writes(table, correlationId);
    UserId user = profile.userId();
    return transactions.commit(
        new DeleteUserResult.Begun(),
        List.of(
            TransactionStep.of(writes.delete(profile.key(), ProfileWrites.unchangedSince(profile))),
            TransactionStep.of(EmailClaims.release(writes, profile)),
            TransactionStep.of(writes.delete(StatsItem.key(user))),
            TransactionStep.of(writes.delete(PreferencesItem.key(user))),
            TransactionStep.of(writes.put(new DeletionItem(user, table.now())))));
  }
}
