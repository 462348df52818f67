package dev.freshet.table.write;

import dev.freshet.domain.Preferences;
import dev.freshet.domain.UserId;
import dev.freshet.table.Table;
import dev.freshet.table.item.Attribute;
import dev.freshet.table.item.PreferencesItem;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.read.TableReads;
import java.util.List;

/** Changes users' preferences. Thread-safe. */
public final class PreferencesWrites {
  private final Table table;
  private final TableReads reads;
  private final Transactions transactions;

  public PreferencesWrites(Table table) {
    this.table = table;
    this.reads = new TableReads(table);
    this.transactions = new Transactions(table);
  }

  /**
   * Replaces the preferences if they are in the expected state; version 0 stands for the defaults.
   *
   * @throws dev.freshet.table.ThrottledException if there is no capacity; nothing was written
   */
  public PreferencesResult save(
      UserId user, Preferences wanted, ExpectedVersion expected, String correlationId) {
    return Transactions.settle(
        new PreferencesResult.Conflict(),
        () -> {
          PreferencesItem current = reads.preferences(user);
          return expected.accepts(current.version())
              ? commit(current, current.changed(wanted, table.now()), correlationId)
              : Attempt.settled(new PreferencesResult.Stale(current));
        });
  }

  private Attempt<PreferencesResult> commit(
      PreferencesItem current, PreferencesItem changed, String correlationId) {
    Writes writes = new Writes(table, correlationId);
    Condition unchanged =
        current.version() == 0
            ? Condition.absent()
            : Condition.equal(PreferencesItem.VERSION, Attribute.number(current.version()));
    return transactions.commit(
        new PreferencesResult.Saved(changed),
        List.of(
            TransactionStep.of(
                writes.check(ProfileItem.key(current.userId()), Condition.present()),
                new PreferencesResult.NoSuchUser()),
            TransactionStep.of(writes.put(changed, unchanged))));
  }
}
