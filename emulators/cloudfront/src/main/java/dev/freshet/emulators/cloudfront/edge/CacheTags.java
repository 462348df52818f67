package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.Distribution;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tags of an object, from the header that the distribution's {@code CacheTagConfig} names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-tags.html">What
 *     you need to know when invalidating tags</a>
 */
final class CacheTags {
  /** Tags beyond this are not stored and cannot be used to invalidate. */
  static final int MOST = 50;

  private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x2b\\x2d-\\x7e]{1,256}");

  private CacheTags() {}

  /** The valid ones among the first fifty, in lower case, as they compare. */
  static Set<String> of(EdgeResponse answer, Distribution distribution) {
    return distribution
        .cacheTagHeader()
        .map(header -> answer.headers().members(header))
        .map(tags ->
            tags.stream()
                .limit(MOST)
                .filter(tag -> SHAPE.matcher(tag).matches())
                .map(tag -> tag.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet()))
        .orElse(Set.of());
  }
}
