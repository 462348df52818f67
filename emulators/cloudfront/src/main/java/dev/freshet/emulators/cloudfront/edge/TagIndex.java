package dev.freshet.emulators.cloudfront.edge;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of objects by their tags, so that a purge of a tag looks at the objects that carry it
 * only. It may name a key whose object is gone, but lacks none: add an object after it was stored,
 * and remove it while the store does, before another one can take its place. Thread-safe.
 */
final class TagIndex {
  /** Most tags are those of one user, of whom there are a few copies. */
  private static final int FEW = 2;

  /** Each set is touched while its entry is computed only. */
  private final Map<String, Set<CacheKey>> keys = new ConcurrentHashMap<>();

  Set<CacheKey> keysOf(Set<String> tags) {
    Set<CacheKey> found = new HashSet<>();
    for (String tag : tags) {
      keys.computeIfPresent(
          tag,
          (_, known) -> {
            found.addAll(known);
            return known;
          });
    }
    return found;
  }

  void add(CacheKey key, StoredObject object) {
    for (String tag : object.tags()) {
      keys.compute(
          tag,
          (_, known) -> {
            Set<CacheKey> more = known == null ? new HashSet<>(FEW) : known;
            more.add(key);
            return more;
          });
    }
  }

  void remove(CacheKey key, StoredObject object) {
    for (String tag : object.tags()) {
      keys.computeIfPresent(
          tag,
          (_, known) -> {
            known.remove(key);
            return known.isEmpty() ? null : known;
          });
    }
  }
}
