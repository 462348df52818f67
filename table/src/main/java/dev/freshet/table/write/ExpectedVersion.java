package dev.freshet.table.write;

import java.util.Set;

/** Which state of an item a change was made for. */
public sealed interface ExpectedVersion {

  /** Whichever there is. */
  record Any() implements ExpectedVersion {}

  /** One of these. */
  record OneOf(Set<Long> versions) implements ExpectedVersion {
    public OneOf {
      versions = Set.copyOf(versions);
    }
  }

  static ExpectedVersion exactly(long version) {
    return new OneOf(Set.of(version));
  }

  default boolean accepts(long version) {
    return switch (this) {
      case Any() -> true;
      case OneOf(Set<Long> versions) -> versions.contains(version);
    };
  }
}
