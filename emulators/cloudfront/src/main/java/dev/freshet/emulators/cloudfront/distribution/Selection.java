package dev.freshet.emulators.cloudfront.distribution;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which headers, query strings or cookies a policy takes. Names of headers compare without regard
 * to case; those of query strings and cookies with it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html">Understand
 *     cache policies</a>
 */
public record Selection(Mode mode, Set<String> names) {

  /** The behaviors that the API calls none, whitelist, all (or allViewer) and allExcept. */
  public enum Mode {
    NONE,
    LISTED,
    ALL,
    ALL_EXCEPT
  }

  public static final Selection NOTHING = new Selection(Mode.NONE, Set.of());
  public static final Selection EVERYTHING = new Selection(Mode.ALL, Set.of());

  public Selection {
    names = Set.copyOf(names);
  }

  public static Selection listed(String... names) {
    return new Selection(Mode.LISTED, Set.of(names));
  }

  /** The same for names that compare without regard to case. */
  public Selection lowerCase() {
    return new Selection(
        mode,
        names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
  }

  public boolean includes(String name) {
    return switch (mode) {
      case NONE -> false;
      case LISTED -> names.contains(name);
      case ALL -> true;
      case ALL_EXCEPT -> !names.contains(name);
    };
  }

  /** The listed names in one fixed order, so that a cache key does not depend on the request's. */
  public Set<String> sortedNames() {
    return new TreeSet<>(names);
  }
}
