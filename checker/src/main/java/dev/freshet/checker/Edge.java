package dev.freshet.checker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The edge cache: one object for each token and {@code fresh} value. */
final class Edge {

  /** In the place of a version. */
  static final int NOT_SHOWN = -1;

  private final List<Copy> copies;

  Edge() {
    this(List.of());
  }

  private Edge(List<Copy> copies) {
    this.copies = new ArrayList<>(copies);
  }

  /** An object. */
  static final class Copy {
    private final int owner;
    private final int token;
    private final long fresh;
    private final int[] shown;
    private final long expires;

    /**
     * Of an answer that arrives.
     *
     * @param token of the owner's; it is in the cache key, too
     * @param fresh the value in its cache key, {@link Table#NO_TOKEN} without
     * @param shown the version of each owner, of its page or a card of it
     * @param expires the first tick at which it is dead
     */
    Copy(int owner, int token, long fresh, int[] shown, long expires) {
      this.owner = owner;
      this.token = token;
      this.fresh = fresh;
      this.shown = shown;
      this.expires = expires;
    }

    /** The version of each owner; not to be changed. */
    int[] shown() {
      return shown;
    }

    private boolean hasKey(int ofOwner, int withToken, long withFresh) {
      return owner == ofOwner && token == withToken && fresh == withFresh;
    }

    private boolean tagged(int ofOwner, int view) {
      return view == Shelf.PAGE
          ? owner == ofOwner
          : owner != ofOwner && shown[ofOwner] != NOT_SHOWN;
    }
  }

  static int[] nothing(int owners) {
    int[] nothing = new int[owners];
    Arrays.fill(nothing, NOT_SHOWN);
    return nothing;
  }

  /** Copies are immutable. */
  Edge copy() {
    return new Edge(copies);
  }

  void put(Copy copy, long now) {
    copies.removeIf(old -> old.expires <= now || old.hasKey(copy.owner, copy.token, copy.fresh));
    copies.add(copy);
  }

  @Nullable Copy find(int owner, int token, long fresh, long now) {
    for (int i = 0; i < copies.size(); i++) {
      Copy copy = copies.get(i);
      if (copy.hasKey(owner, token, fresh) && copy.expires > now) {
        return copy;
      }
    }
    return null;
  }

  /** By the tag of a view of this owner. */
  void purge(int owner, int view) {
    copies.removeIf(copy -> copy.tagged(owner, view));
  }

  /** Whether a live copy shows anything of this owner but this version. */
  boolean stale(int owner, int version, long now) {
    for (int i = 0; i < copies.size(); i++) {
      Copy copy = copies.get(i);
      int shown = copy.shown[owner];
      if (shown != NOT_SHOWN && shown != version && copy.expires > now) {
        return true;
      }
    }
    return false;
  }

  long hash(long now) {
    long sum = 0;
    for (Copy copy : copies) {
      if (copy.expires > now) {
        sum += Hash.of(copy.owner, copy.token, copy.fresh, Hash.of(copy.shown), copy.expires);
      }
    }
    return sum;
  }
}
