package dev.freshet.checker;

import dev.freshet.domain.CacheTag;
import dev.freshet.invalidator.governor.Invalidation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The edge cache: one object for each token and {@code fresh} value. Purges take effect at once;
 * one that was asked for before is not done again, as at CloudFront.
 */
final class Edge {

  /** In the place of a version. */
  static final int NOT_SHOWN = -1;

  private final List<Copy> copies = new ArrayList<>();

  /** When it was first asked for what, by the caller's reference. */
  private final Map<String, Long> asked = new HashMap<>();

  private int itemsCharged;

  /**
   * An object.
   *
   * @param token of the owner's; it is in the cache key, too
   * @param fresh the value in its cache key, {@link Table#NO_TOKEN} without
   * @param shown the version of each owner, of its page or a card of it; not to be changed
   * @param expires the first moment at which it is dead
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Copy(int owner, int token, long fresh, int[] shown, List<CacheTag> tags, long expires) {

    private boolean hasKey(int ofOwner, int withToken, long withFresh) {
      return owner == ofOwner && token == withToken && fresh == withFresh;
    }
  }

  static int[] nothing(int owners) {
    int[] nothing = new int[owners];
    Arrays.fill(nothing, NOT_SHOWN);
    return nothing;
  }

  /** Objects are immutable. */
  Edge copy() {
    Edge copy = new Edge();
    copy.copies.addAll(copies);
    copy.asked.putAll(asked);
    copy.itemsCharged = itemsCharged;
    return copy;
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

  /** When this was first asked for, which is when it was done: null if it was not noted. */
  @Nullable Long asked(Invalidation invalidation) {
    return asked.get(invalidation.callerReference());
  }

  /** Is to know what was asked for by the caller's reference, as CloudFront always does. */
  void note(Invalidation invalidation, long now) {
    asked.put(invalidation.callerReference(), now);
  }

  void purge(Invalidation invalidation) {
    itemsCharged += invalidation.items().size();
    for (Invalidation.Item item : invalidation.items()) {
      purge(item.tag());
    }
  }

  void purge(CacheTag tag) {
    copies.removeIf(copy -> copy.tags.contains(tag));
  }

  /** Purges everything, once for each reference. */
  void wipe(String callerReference, long now) {
    if (asked.putIfAbsent(callerReference, now) == null) {
      itemsCharged++;
      copies.clear();
    }
  }

  /** One for each tag of each purge that was done. */
  int itemsCharged() {
    return itemsCharged;
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
    for (Map.Entry<String, Long> purge : asked.entrySet()) {
      sum += Hash.of(purge.getKey().hashCode(), purge.getValue());
    }
    return sum;
  }
}
