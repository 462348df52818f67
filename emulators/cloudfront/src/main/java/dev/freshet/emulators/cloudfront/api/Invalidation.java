package dev.freshet.emulators.cloudfront.api;

import java.time.Instant;
import java.util.List;

/**
 * An invalidation as the API shows it.
 *
 * @param items paths ({@code /…}, with {@code *} at the end for all that start so) and tags ({@code
 *     #…}), as they were sent.
 */
public record Invalidation(String id, Instant created, String callerReference, List<String> items) {

  public Invalidation {
    items = List.copyOf(items);
  }

  long wildcards() {
    return items.stream().filter(Invalidation::isWildcard).count();
  }

  long others() {
    return items.size() - wildcards();
  }

  private static boolean isWildcard(String item) {
    return item.startsWith("/") && item.endsWith("*");
  }
}
