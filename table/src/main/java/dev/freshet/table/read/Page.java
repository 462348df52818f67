package dev.freshet.table.read;

import dev.freshet.domain.Ulid;
import java.util.List;
import java.util.Optional;

/**
 * Part of a list, newest first.
 *
 * @param next what to ask for {@code after}; empty if nothing older was there
 */
public record Page<T>(List<T> items, Optional<Ulid> next) {
  public Page {
    items = List.copyOf(items);
  }
}
