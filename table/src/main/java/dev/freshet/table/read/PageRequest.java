package dev.freshet.table.read;

import dev.freshet.domain.Ulid;
import java.util.Optional;

/**
 * Which part of a list, newest first, is asked for.
 *
 * @param limit at most so many, above zero
 * @param after only what is older than this; it need not exist any more
 */
public record PageRequest(int limit, Optional<Ulid> after) {
  public PageRequest {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be above zero");
    }
  }

  /** The newest ones. */
  public static PageRequest first(int limit) {
    return new PageRequest(limit, Optional.empty());
  }
}
