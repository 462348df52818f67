package dev.freshet.bench.cold;

import java.util.Locale;

/** How a function is started. */
enum Mode {
  /** As Lambda's Java runtime starts a zip. */
  PLAIN,
  /**
   * All jars on the class path, with an AOT cache of a run before: what a container image can do.
   */
  AOT,
  /** As SnapStart: initialised before, its connections dead, from the restore on. */
  SNAPSHOT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
