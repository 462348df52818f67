package dev.freshet.table.governor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The limit as a reader goes by it: asked for twice a minute at most. If it cannot be read, the
 * last one is good for a minute; after that, and if there never was one, the shortest holds, so
 * that no limit is ever missed for longer. Thread-safe; every half minute one call blocks for as
 * long as {@code read} does.
 */
public final class CachedEdgeLimit implements Supplier<Duration> {

  /** How long a limit is used before it is asked for again. */
  public static final Duration REFRESH_AFTER = Duration.ofSeconds(30);

  /** How long a limit is used that cannot be asked for again. */
  public static final Duration VALID_FOR = Duration.ofSeconds(60);

  /** As long as a purge would take to have effect: a copy that lives no longer needs none. */
  public static final Duration SHORTEST = Duration.ofSeconds(5);

  private final Supplier<Optional<EdgeLimit>> source;
  private final InstantSource clock;
  private final Consumer<GovernorAwayException> unreadable;
  private Duration known = SHORTEST;
  private Instant validUntil = Instant.MIN;
  private Instant nextRead = Instant.MIN;

  /**
   * @param source asks for the limit; may throw {@link GovernorAwayException}
   * @param unreadable is told why it could not be read
   */
  public CachedEdgeLimit(
      Supplier<Optional<EdgeLimit>> source,
      InstantSource clock,
      Consumer<GovernorAwayException> unreadable) {
    this.source = source;
    this.clock = clock;
    this.unreadable = unreadable;
  }

  /** How long the edge may keep an answer that is given now. */
  @Override
  public synchronized Duration get() {
    Instant now = clock.instant();
    if (!now.isBefore(nextRead)) {
      nextRead = now.plus(REFRESH_AFTER);
      read(now);
    }
    return now.isBefore(validUntil) ? known : SHORTEST;
  }

  private void read(Instant now) {
    try {
      known =
          source
              .get()
              .filter(limit -> limit.holdsAt(now))
              .map(EdgeLimit::atMost)
              .orElse(EdgeLimit.NONE);
      validUntil = now.plus(VALID_FOR);
    } catch (GovernorAwayException away) {
      unreadable.accept(away);
    }
  }
}
