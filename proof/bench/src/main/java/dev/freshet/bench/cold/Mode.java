package dev.freshet.bench.cold;

import java.util.Locale;

/** The way in which a function is started. */
enum Mode {
  /** As Lambda's Java runtime starts a zip. */
  PLAIN,
  /** All jars on the class path, with an AOT cache of an earlier run, as in a container image. */
  AOT,
  /** Like SnapStart: initialised earlier, with dead connections, measured from the restore. */
  SNAPSHOT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
