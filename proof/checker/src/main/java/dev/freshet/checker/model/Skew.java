package dev.freshet.checker.model;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * How many ticks each clock is ahead. The clocks are within the allowed skew if all values are from
 * 0 to it.
 *
 * @param redis of the first server
 * @param promoted of the server that takes over
 * @param evictor of the function that calls Redis for evictions
 * @param workers of the edge invalidators
 */
public record Skew(
    List<Integer> readers,
    int redis,
    int promoted,
    int evictor,
    List<Integer> workers,
    int writer) {

  public Skew {
    readers = List.copyOf(readers);
    workers = List.copyOf(workers);
  }

  public static Skew none(int readers) {
    return new Skew(zeros(readers), 0, 0, 0, zeros(2), 0);
  }

  private static List<Integer> zeros(int number) {
    return IntStream.range(0, number).mapToObj(_ -> 0).toList();
  }

  public Skew withReaders(List<Integer> others) {
    return new Skew(others, redis, promoted, evictor, workers, writer);
  }

  /** Replaces the clocks of the Redis servers, by any offset. */
  public Skew withRedis(int first, int second) {
    return new Skew(readers, first, second, evictor, workers, writer);
  }

  /** Draws each clock from the allowed range. */
  public static Skew random(RandomGenerator random, int readers, int most) {
    int bound = most + 1;
    return new Skew(
        IntStream.range(0, readers).mapToObj(_ -> random.nextInt(bound)).toList(),
        random.nextInt(bound),
        random.nextInt(bound),
        random.nextInt(bound),
        List.of(random.nextInt(bound), random.nextInt(bound)),
        random.nextInt(bound));
  }
}
