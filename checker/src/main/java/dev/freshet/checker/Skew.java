package dev.freshet.checker;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** By how many ticks each clock is ahead; within the allowed skew if all are from zero to that. */
record Skew(List<Integer> readers, int writer, int evictor, int invalidator, int redis) {

  Skew {
    readers = List.copyOf(readers);
  }

  static Skew none(int readers) {
    return new Skew(IntStream.range(0, readers).mapToObj(_ -> 0).toList(), 0, 0, 0, 0);
  }

  Skew withReaders(List<Integer> others) {
    return new Skew(others, writer, evictor, invalidator, redis);
  }

  /** Every clock anywhere in the allowed range. */
  static Skew random(RandomGenerator random, int readers, int most) {
    int bound = most + 1;
    return new Skew(
        IntStream.range(0, readers).mapToObj(_ -> random.nextInt(bound)).toList(),
        random.nextInt(bound),
        random.nextInt(bound),
        random.nextInt(bound),
        random.nextInt(bound));
  }
}
