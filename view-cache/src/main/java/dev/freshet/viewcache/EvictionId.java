package dev.freshet.viewcache;

/**
 * Names one eviction, the same at every attempt. By it a repeated eviction, whose first answer was
 * lost on the way, is told once more which copies at the edge it has to purge.
 *
 * @param value the idempotency key of the change event; 1 to 256 visible ASCII characters
 */
public record EvictionId(String value) {
  private static final int LONGEST = 256;

  public EvictionId {
    if (value.isEmpty()
        || value.length() > LONGEST
        || !value.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "evictionId must have 1 to " + LONGEST + " visible ASCII characters");
    }
  }
}
