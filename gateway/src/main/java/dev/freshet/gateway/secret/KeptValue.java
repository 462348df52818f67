package dev.freshet.gateway.secret;

import dev.freshet.lambda.json.UnreadableJsonException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A secret or parameter that is fetched when it is first needed, and again once it is old. While it
 * cannot be fetched or read, the last known value serves. Thread-safe; a fetch blocks all callers.
 */
public final class KeptValue<T> {
  private static final Logger LOG = LoggerFactory.getLogger(KeptValue.class);

  /** A value that was fetched just now is not fetched again, however often it is refused. */
  private static final Duration SHORTEST_LIFE = Duration.ofSeconds(10);

  private final String name;
  private final Source<T> source;
  private final Duration lifetime;
  private final InstantSource clock;
  private @Nullable T value;
  private Instant triedAt = Instant.MIN;

  /**
   * Makes one, and fetches nothing.
   *
   * @param name for the log
   * @param lifetime after which it is fetched again when it is next needed
   */
  public KeptValue(String name, Source<T> source, Duration lifetime, InstantSource clock) {
    this.name = name;
    this.source = source;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** Fetches the value, and reads it; bounds its own time. */
  @FunctionalInterface
  public interface Source<T> {
    T fetch() throws SdkException, UnreadableJsonException;
  }

  /**
   * The value.
   *
   * @throws ValueUnavailableException if it could never be fetched and read
   */
  public synchronized T get() {
    if (value == null || isOlderThan(lifetime)) {
      fetch();
    }
    return known();
  }

  /** The replacement of a refused value: fetched again, unless it was fetched just before. */
  public synchronized T insteadOf(T refused) {
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
    } catch (UnreadableJsonException malformed) {
      // Without its cause, which repeats the value.
      LOG.atError()
          .addKeyValue("value", name)
          .addKeyValue("field", malformed.field().orElse(""))
          .addKeyValue("reason", malformed.explanation())
          .log("value is malformed; store it in the documented form");
    }
  }

  private T known() {
    if (value == null) {
      throw new ValueUnavailableException(name);
    }
    return value;
  }

  private boolean isOlderThan(Duration age) {
    return !clock.instant().isBefore(triedAt.plus(age));
  }
}
