package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.api.DelayedPurges;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** What the template does not say about an edge. Each setter returns this very object. */
public final class EdgeOptions {
  Function<String, URI> origins;
  String bindAddress = "127.0.0.1";
  int port;
  int apiPort;
  InstantSource clock = Clock.systemUTC();
  Optional<DelayedPurges> later = Optional.empty();
  int pointsOfPresence = 1;
  boolean regionalCache;
  Duration invalidationDelay = Duration.ofMillis(200);
  InFlightAtPurge inFlightAtPurge = InFlightAtPurge.STORED;
  long storeBytes = 256L << 20;

  /** CloudFront's default. */
  Duration originResponseTimeout = Duration.ofSeconds(30);

  private EdgeOptions(Function<String, URI> origins) {
    this.origins = origins;
  }

  /**
   * One origin for everything, one point of presence, any free ports of the loopback interface.
   *
   * @param origin stands for the origin's domain name and {@code OriginPath}: the viewer's path is
   *     appended to it.
   */
  public static EdgeOptions forOrigin(URI origin) {
    return new EdgeOptions(id -> origin);
  }

  /**
   * An origin for each id, otherwise as {@link #forOrigin}.
   *
   * @param origins where the origin of each id is, as for {@link #forOrigin}; a directory ({@code
   *     file:}) stands for an S3 bucket.
   */
  public static EdgeOptions forOrigins(Function<String, URI> origins) {
    return new EdgeOptions(origins);
  }

  /** The interface that both servers listen on. */
  public EdgeOptions bindAddress(String address) {
    bindAddress = address;
    return this;
  }

  /** Of the viewers' server; 0 for any. */
  public EdgeOptions port(int number) {
    port = number;
    return this;
  }

  /** Of the CloudFront API; 0 for any. */
  public EdgeOptions apiPort(int number) {
    apiPort = number;
    return this;
  }

  public EdgeOptions clock(InstantSource source) {
    clock = source;
    return this;
  }

  /** What runs invalidations after their delay; a thread of the edge's own by default. */
  public EdgeOptions later(DelayedPurges scheduler) {
    later = Optional.of(scheduler);
    return this;
  }

  /** How many edge locations, each with a store of its own. */
  public EdgeOptions pointsOfPresence(int count) {
    pointsOfPresence = count;
    return this;
  }

  /**
   * Whether all locations ask one more store before the origin, in which a copy's life begins
   * before it begins anew in theirs. AWS does not say whether it does so in a regional edge cache.
   */
  public EdgeOptions regionalCache(boolean wanted) {
    regionalCache = wanted;
    return this;
  }

  /** From the API's answer until the objects are gone everywhere. */
  public EdgeOptions invalidationDelay(Duration delay) {
    invalidationDelay = delay;
    return this;
  }

  public EdgeOptions inFlightAtPurge(InFlightAtPurge choice) {
    inFlightAtPurge = choice;
    return this;
  }

  /** The bound of each store. */
  public EdgeOptions storeBytes(long bytes) {
    storeBytes = bytes;
    return this;
  }

  public EdgeOptions originResponseTimeout(Duration timeout) {
    originResponseTimeout = timeout;
    return this;
  }
}
