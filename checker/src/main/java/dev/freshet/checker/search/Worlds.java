package dev.freshet.checker.search;

import dev.freshet.checker.model.Setup;
import dev.freshet.checker.model.Variant;
import java.util.random.RandomGenerator;

/** Which world a variant is tried in. */
final class Worlds {
  private Worlds() {}

  /** One in which it shows, if it seldom does in others. */
  static Setup of(Variant variant, RandomGenerator random) {
    return switch (variant) {
      default -> LargeWorlds.random(random);
    };
  }
}
