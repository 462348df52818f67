package dev.freshet.table.write;

import dev.freshet.table.item.PreferencesItem;

/** The outcome of changing preferences. */
public sealed interface PreferencesResult {

  /** It is committed, and the preferences are now these. */
  record Saved(PreferencesItem preferences) implements PreferencesResult {}

  /** They are not in the state that the change was made for; nothing was written. */
  record Stale(PreferencesItem current) implements PreferencesResult {}

  /** The user has no account; nothing was written. */
  record NoSuchUser() implements PreferencesResult {}

  /** Others were in the way until tries ran out; nothing was written, and trying later may work. */
  record Conflict() implements PreferencesResult {}
}
