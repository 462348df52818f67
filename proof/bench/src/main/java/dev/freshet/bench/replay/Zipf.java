package dev.freshet.bench.replay;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws ranks from 0 by Zipf's law with exponent 1. */
final class Zipf {
  private final double[] cumulated;

  Zipf(int ranks) {
    cumulated = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += 1.0 / (rank + 1);
      cumulated[rank] = sum;
    }
  }

  int draw(RandomGenerator random) {
    double wanted = random.nextDouble() * cumulated[cumulated.length - 1];
    int rank = Arrays.binarySearch(cumulated, wanted);
    return rank < 0 ? -rank - 1 : rank;
  }
}
