package dev.freshet.viewcache.redis;

import dev.freshet.viewcache.elasticache.ConnectToken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where Redis is, how to log in, and how long to wait for it.
 *
 * @param url {@code redis://host:port}, or {@code rediss://} for TLS; with {@code user:password@}
 *     before the host for a Redis that wants them, percent-encoded
 * @param cluster whether it is a cluster, as ElastiCache Serverless is
 * @param login instead of what the URL says
 * @param clientName by which {@code CLIENT LIST} shows the connections
 */
public record RedisSettings(
    String url,
    boolean cluster,
    Timeouts timeouts,
    Optional<RedisLogin> login,
    Optional<String> clientName) {

  /**
   * How long to wait.
   *
   * @param command for a read or a fill
   * @param connect for a connection that is still being made, in a read or a fill
   * @param evict for an eviction
   * @param evictConnect for a connection that is still being made, in an eviction; also what a
   *     connection may take at all
   */
  public record Timeouts(
      Duration command, Duration connect, Duration evict, Duration evictConnect) {

    /**
     * Half of the 100 ms budget of a read for a command: a slow Redis must leave time for the
     * table. For a connection, TCP, TLS and the handshake in a process that is just starting; felt
     * once, if Redis is silent. An eviction has a queue behind it that can wait: a second for the
     * command, and for the connection five, as long as TLS may take to a cache that is scaling.
     */
    static final Timeouts OF_PRODUCTION =
        new Timeouts(
            Duration.ofMillis(50),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));

    /** The same for everything. */
    public static Timeouts all(Duration timeout) {
      return new Timeouts(timeout, timeout, timeout, timeout);
    }

    private Timeouts atLeast(Duration said) {
      return new Timeouts(
          said, longer(said, connect), longer(said, evict), longer(said, evictConnect));
    }

    private static Duration longer(Duration one, Duration other) {
      return one.compareTo(other) > 0 ? one : other;
    }
  }

  /**
   * With the timeouts of production, unless the URL says another one for commands, such as {@code
   * redis://localhost?timeout=1s} on a machine that is slow; with the login that the URL says.
   *
   * @throws IllegalArgumentException if it is no URL of Redis
   */
  public static RedisSettings of(String url, boolean cluster) {
    Timeouts timeouts =
        RedisUrl.parse(url)
            .timeout()
            .map(Timeouts.OF_PRODUCTION::atLeast)
            .orElse(Timeouts.OF_PRODUCTION);
    return new RedisSettings(url, cluster, timeouts, Optional.empty(), Optional.empty());
  }

  /**
   * As a function's environment says it: {@code REDIS_URL}, {@code REDIS_CLUSTER}, {@code
   * REDIS_AUTH} and, where that asks for IAM, {@code REDIS_USER} and {@code REDIS_CACHE_NAME}. The
   * rest is set by Lambda.
   *
   * @param variables a variable's value, empty if it is not set
   * @throws IllegalArgumentException that names the variable that is missing or wrong, never its
   *     value
   */
  public static RedisSettings of(
      Function<String, Optional<String>> variables, InstantSource clock) {
    Variables read = new Variables(variables);
    RedisSettings settings = of(read.url(), read.cluster());
    Optional<RedisLogin> login =
        switch (read.auth()) {
          case URL -> Optional.empty();
          case IAM -> Optional.of(iam(read, false, clock));
          case IAM_SERVERLESS -> Optional.of(iam(read, true, clock));
        };
    return new RedisSettings(
        settings.url(),
        settings.cluster(),
        settings.timeouts(),
        login,
        variables.apply("AWS_LAMBDA_FUNCTION_NAME"));
  }

  private static RedisLogin iam(Variables read, boolean serverless, InstantSource clock) {
    String user = read.text("REDIS_USER");
    ConnectToken token =
        new ConnectToken(
            user,
            read.text("REDIS_CACHE_NAME"),
            serverless,
            read.text("AWS_REGION"),
            read.credentials(),
            clock);
    return new RedisLogin(user, token, ConnectToken.RENEW_EVERY);
  }

  /** These settings, with the same timeout for everything. */
  public RedisSettings withTimeouts(Duration timeout) {
    return new RedisSettings(url, cluster, Timeouts.all(timeout), login, clientName);
  }

  /** These settings, with this login. */
  public RedisSettings withLogin(RedisLogin other) {
    return new RedisSettings(url, cluster, timeouts, Optional.of(other), clientName);
  }

  /** Without the password that may be in the URL. */
  @Override
  public String toString() {
    return "RedisSettings[" + RedisUrl.parse(url) + ", cluster=" + cluster + ", " + login + "]";
  }
}
