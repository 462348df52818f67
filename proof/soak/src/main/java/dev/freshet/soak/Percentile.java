package dev.freshet.soak;

import java.util.List;

/** The smallest value that at least a share of all values do not exceed (nearest rank). */
final class Percentile {
  private Percentile() {}

  /**
   * Picks it.
   *
   * @param sorted at least one value, the smallest first
   * @param share above 0, up to 1
   */
  static long of(List<Long> sorted, double share) {
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
