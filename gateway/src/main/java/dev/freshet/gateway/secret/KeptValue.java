package dev.freshet.gateway.secret;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A secret or parameter that is fetched when it is first needed, and again once it is old. While it
 * cannot be fetched, the last known value serves. Thread-safe; a fetch blocks all callers.
 */
public final class KeptValue {
  private static final Logger LOG = LoggerFactory.getLogger(KeptValue.class);

  /** A value that was fetched just now is not fetched again, however often it is refused. */
  private static final Duration SHORTEST_LIFE = Duration.ofSeconds(10);

  private final String name;
  private final Source source;
  private final Duration lifetime;
  private final InstantSource clock;
  private @Nullable String value;
  private Instant triedAt = Instant.MIN;

  /**
   * Makes one, and fetches nothing.
   *
   * @param name for the log
   * @param lifetime after which it is fetched again when it is next needed
   */
  public KeptValue(String name, Source source, Duration lifetime, InstantSource clock) {
    this.name = name;
    this.source = source;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** Fetches the value; bounds its own time. */
  @FunctionalInterface
  public interface Source {
    String fetch() throws SdkException;
  }

  /**
   * The value.
   *
   * @throws ValueUnavailableException if it could never be fetched
   */
  public synchronized String get() {
    if (value == null || isOlderThan(lifetime)) {
      fetch();
    }
    return known();
  }

  /** The replacement of a refused value: fetched again, unless it was fetched just before. */
  public synchronized String insteadOf(String refused) {
    if (known().equals(refused) && isOlderThan(SHORTEST_LIFE)) {
      fetch();
    }
    return known();
  }

  private void fetch() {
    triedAt = clock.instant();
    try {
      value = source.fetch();
    } catch (SdkException failed) {
      LOG.atError().setCause(failed).addKeyValue("value", name).log("value could not be fetched");
    }
  }

  private String known() {
    if (value == null) {
      throw new ValueUnavailableException(name);
    }
    return value;
  }

  private boolean isOlderThan(Duration age) {
    return !clock.instant().isBefore(triedAt.plus(age));
  }
}
