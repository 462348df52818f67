package dev.freshet.emulators.cloudfront.api;

import dev.freshet.emulators.cloudfront.distribution.Distribution;
import java.util.List;

/**
 * What an invalidation's items must look like.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html">What
 *     you need to know when invalidating files</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-tags.html">What
 *     you need to know when invalidating tags</a>
 */
record InvalidationRules(Distribution distribution) {
  /** Characters. */
  private static final int LONGEST_PATH = 4_000;

  private static final String PATH = "/[\\x21-\\x7e&&[^\"<>\\\\^`{|}]]*";
  private static final String TAG = "#[\\x21-\\x2b\\x2d-\\x7e]{1,256}";

  void check(String callerReference, List<String> items) {
    if (callerReference.isBlank()) {
      throw ApiException.invalidArgument("CallerReference must not be empty.");
    }
    if (items.isEmpty()) {
      throw ApiException.invalidArgument("Your request contains no invalidation paths.");
    }
    if (items.size() > Invalidations.MOST_IN_PROGRESS) {
      throw new ApiException(
          413, "BatchTooLarge", "Your request contains too many invalidation paths.");
    }
    items.forEach(this::check);
  }

  private void check(String item) {
    boolean valid = item.startsWith("#") ? isTag(item) : isPath(item);
    if (!valid) {
      throw ApiException.invalidArgument(
          "Your request contains one or more invalid invalidation paths.");
    }
  }

  private boolean isTag(String item) {
    return item.matches(TAG) && distribution.cacheTagHeader().isPresent();
  }

  private static boolean isPath(String item) {
    return item.matches(PATH) && item.length() <= LONGEST_PATH;
  }
}
