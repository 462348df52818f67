package dev.freshet.emulators.cloudfront.edge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which objects the items of an invalidation name. A path stands for the object under all values of
 * headers and cookies, but with exactly this query string; {@code *} at its end for everything that
 * starts so. A tag stands for every object that carries it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html">What
 *     you need to know when invalidating files</a>
 */
final class Purge {
  private final Set<String> tags = new HashSet<>();
  private final Set<String> paths = new HashSet<>();
  private final List<String> prefixes = new ArrayList<>();

  Purge(List<String> items) {
    for (String item : items) {
      if (item.startsWith("#")) {
        tags.add(item.substring(1).toLowerCase(Locale.ROOT));
      } else if (item.endsWith("*")) {
        prefixes.add(item.substring(0, item.length() - 1));
      } else {
        paths.add(item);
      }
    }
  }

  /** The tags that are named, in lower case. */
  Set<String> tags() {
    return tags;
  }

  /** Whether any object may be meant, whatever its tags. */
  boolean namesPaths() {
    return !paths.isEmpty() || !prefixes.isEmpty();
  }

  boolean test(CacheKey key, StoredObject object) {
    String target = key.target();
    return paths.contains(target)
        || prefixes.stream().anyMatch(target::startsWith)
        || object.tags().stream().anyMatch(tags::contains);
  }
}
