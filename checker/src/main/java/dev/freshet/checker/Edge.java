package dev.freshet.checker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The edge cache: one object for each owner and {@code fresh} value. */
final class Edge {
  private final List<Copy> copies;

  Edge() {
    this(List.of());
  }

  private Edge(List<Copy> copies) {
    this.copies = new ArrayList<>(copies);
  }

  /**
   * An object.
   *
   * @param fresh the value in its cache key, {@link Table#NO_TOKEN} without
   * @param expires the first tick at which it is dead
   */
  record Copy(int owner, long fresh, int version, long expires) {}

  Edge copy() {
    return new Edge(copies);
  }

  void put(Copy copy, long now) {
    copies.removeIf(
        old -> old.expires <= now || (old.owner == copy.owner && old.fresh == copy.fresh));
    copies.add(copy);
  }

  @Nullable Copy find(int owner, long fresh, long now) {
    for (int i = 0; i < copies.size(); i++) {
      Copy copy = copies.get(i);
      if (copy.owner == owner && copy.fresh == fresh && copy.expires > now) {
        return copy;
      }
    }
    return null;
  }

  void purge(int owner) {
    copies.removeIf(copy -> copy.owner == owner);
  }

  /** Whether a live copy shows anything but this version. */
  boolean stale(int owner, int version, long now) {
    for (int i = 0; i < copies.size(); i++) {
      Copy copy = copies.get(i);
      if (copy.owner == owner && copy.version != version && copy.expires > now) {
        return true;
      }
    }
    return false;
  }

  long hash(long now) {
    long sum = 0;
    for (Copy copy : copies) {
      if (copy.expires > now) {
        sum += Hash.of(copy.owner, copy.fresh, copy.version, copy.expires);
      }
    }
    return sum;
  }
}
