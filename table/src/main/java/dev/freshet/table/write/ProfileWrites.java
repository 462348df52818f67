package dev.freshet.table.write;

import dev.freshet.table.Table;
import dev.freshet.table.item.Attribute;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.read.TableReads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes profiles. Thread-safe. */
public final class ProfileWrites {
  private final Table table;
  private final TableReads reads;
  private final Transactions transactions;

  public ProfileWrites(Table table) {
    this.table = table;
    this.reads = new TableReads(table);
    this.transactions = new Transactions(table);
  }

  /**
   * Changes the profile if it is in the expected state, and moves the claim on the address with it,
   * in one transaction: no two users ever have one address.
   *
   * @throws dev.freshet.table.ThrottledException if there is no capacity; nothing was written
   */
  public ProfileResult save(SaveProfile request) {
    return Transactions.settle(new ProfileResult.Conflict(), () -> attempt(request));
  }

  private Attempt<ProfileResult> attempt(SaveProfile request) {
    Optional<ProfileItem> found = reads.profile(request.user());
    if (found.isEmpty()) {
      return Attempt.settled(new ProfileResult.NoSuchUser());
    }
    ProfileItem current = found.get();
    return request.expected().accepts(current.version())
        ? commit(current, request)
        : Attempt.settled(new ProfileResult.Stale(current));
  }

  private Attempt<ProfileResult> commit(ProfileItem current, SaveProfile request) {
    Writes writes = new Writes(table, request.correlationId());
    ProfileItem changed = current.changed(request.name(), request.email());
    List<TransactionStep<ProfileResult>> steps = new ArrayList<>();
    steps.add(
        TransactionStep.of(
            writes.set(changed.key(), changed.attributes(), unchangedSince(current))));
    if (!changed.email().equals(current.email())) {
      steps.add(
          TransactionStep.of(EmailClaims.claim(writes, changed), new ProfileResult.EmailTaken()));
      steps.add(TransactionStep.of(EmailClaims.release(writes, current)));
    }
    return transactions.commit(new ProfileResult.Saved(changed), steps);
  }

  static Condition unchangedSince(ProfileItem current) {
    return Condition.equal(ProfileItem.VERSION, Attribute.number(current.version()));
  }
}
