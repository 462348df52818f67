package dev.freshet.checker.model;

/**
 * A message about a change, on its way to the evictor. Immutable: its queue tells its state.
 *
 * @param version the committed version
 * @param flush whether an operator sent it: the views are purged in any case
 */
record Change(int serial, int version, boolean flush) {
  int owner() {
    return Serial.owner(serial);
  }

  Change again(int another) {
    return new Change(another, version, flush);
  }

  long hash() {
    return Hash.of(owner(), version, flush ? 1 : 0);
  }

  @Override
  public String toString() {
    return (flush ? "repair of " : "change of ") + Table.owner(owner()) + " v" + version;
  }
}
