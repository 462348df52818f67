package dev.freshet.local.system;

import dev.freshet.emulators.lambda.functions.FunctionSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the template does not say about a local system. Each setter returns this very object. */
public final class SystemOptions {
  final Path template;
  final Map<String, String> parameters = new LinkedHashMap<>();
  int port;
  Optional<Path> dataDirectory = Optional.empty();
  Optional<Path> pages = Optional.empty();
  boolean demo;
  InstantSource clock = Clock.systemUTC();
  Duration invalidationDelay = Duration.ofMillis(200);
  int pointsOfPresence = 1;
  boolean regionalCache;
  boolean proxies = true;
  FunctionSettings functions = FunctionSettings.LOCAL;

  private SystemOptions(Path template) {
    this.template = template;
  }

  /** A system on any free port, in memory, without demo users, from this template. */
  public static SystemOptions of(Path template) {
    return new SystemOptions(template);
  }

  /** Of the edge; 0 for any that is free. */
  public SystemOptions port(int number) {
    port = number;
    return this;
  }

  /** Where the table is kept; without one it is gone with the system. */
  public SystemOptions dataDirectory(Path directory) {
    dataDirectory = Optional.of(directory);
    return this;
  }

  /** Where the pages are built, with {@code app} below; without one, a page says so. */
  public SystemOptions pages(Path directory) {
    pages = Optional.of(directory);
    return this;
  }

  /** Whether to make the demo users and products where they are missing. */
  public SystemOptions demo(boolean wanted) {
    demo = wanted;
    return this;
  }

  /** A parameter of the template. */
  public SystemOptions parameter(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  /** The template's {@code PurgeWindowSeconds}: from an eviction until its purge. */
  public SystemOptions purgeWindow(Duration window) {
    return parameter("PurgeWindowSeconds", Long.toString(window.toSeconds()));
  }

  /** From an invalidation's start until its objects are gone from the edge. */
  public SystemOptions invalidationDelay(Duration delay) {
    invalidationDelay = delay;
    return this;
  }

  /** How many edge locations, each with objects of its own. */
  public SystemOptions pointsOfPresence(int count) {
    pointsOfPresence = count;
    return this;
  }

  /** Whether the edge locations have a cache between them and the API. */
  public SystemOptions regionalCache(boolean wanted) {
    regionalCache = wanted;
    return this;
  }

  /**
   * Whether functions reach Redis and the queues through proxies, without which some faults are
   * refused. They do unless this says otherwise; what measures Redis or queues goes without.
   */
  public SystemOptions proxies(boolean wanted) {
    proxies = wanted;
    return this;
  }

  /** The clock of the edge, the gateway, the bus and the functions. */
  public SystemOptions clock(InstantSource source) {
    clock = source;
    return this;
  }

  /** The time by this system's clock. */
  public Instant now() {
    return clock.instant();
  }

  public SystemOptions functions(FunctionSettings settings) {
    functions = settings;
    return this;
  }
}
