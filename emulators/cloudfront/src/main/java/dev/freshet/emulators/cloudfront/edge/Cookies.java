package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.Selection;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The cookies of a request that a policy takes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Cookies.html">Cache
 *     content based on cookies</a>
 */
final class Cookies {
  private Cookies() {}

  static String select(EdgeHeaders headers, Selection selection) {
    return select(headers, selection::includes);
  }

  static String select(EdgeHeaders headers, Predicate<String> selected) {
    return headers.all("Cookie").stream()
        .flatMap(line -> Arrays.stream(line.split(";")))
        .map(String::strip)
        .filter(cookie -> selected.test(cookie.split("=", 2)[0]))
        .collect(Collectors.joining("; "));
  }
}
