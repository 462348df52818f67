package dev.freshet.checker.model;

import org.jspecify.annotations.Nullable;

/** Hashes numbers to 64 bits. Sums of such hashes do not depend on order. */
public final class Hash {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long FIRST = 0xBF58476D1CE4E5B9L;
  private static final long SECOND = 0x94D049BB133111EBL;

  private Hash() {}

  public static long of(long... values) {
    long hash = values.length;
    for (long value : values) {
      hash = mix(hash * GOLDEN + value);
    }
    return hash;
  }

  public static long of(int @Nullable [] values) {
    if (values == null) {
      return 0;
    }
    long hash = values.length;
    for (int value : values) {
      hash = mix(hash * GOLDEN + value);
    }
    return hash;
  }

  /** The finisher of SplitMix64. */
  private static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * FIRST;
    z = (z ^ (z >>> 27)) * SECOND;
    return z ^ (z >>> 31);
  }
}
