package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.Selection;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Query strings are kept as they were sent: the order, the case and the encoding of parameters make
 * different objects.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/QueryStringParameters.html">Cache
 *     content based on query string parameters</a>
 */
final class QueryString {
  private QueryString() {}

  /** The parameters that are selected, every repetition of them, in the order they were sent. */
  static String select(String query, Selection selection) {
    return select(query, selection::includes);
  }

  static String select(String query, Predicate<String> selected) {
    return Arrays.stream(query.split("&"))
        .filter(Predicate.not(String::isEmpty))
        .filter(parameter -> selected.test(parameter.split("=", 2)[0]))
        .collect(Collectors.joining("&"));
  }
}
