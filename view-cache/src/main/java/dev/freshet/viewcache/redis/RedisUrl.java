package dev.freshet.viewcache.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is, as {@code redis://user:password@host:port?timeout=1s} says it: {@code rediss://}
 * for TLS, the login percent-encoded, all but the host optional.
 *
 * @param user empty for the default user
 * @param password empty if none is needed
 * @param timeout for a command
 */
record RedisUrl(
    NodeAddress node,
    boolean tls,
    Optional<String> user,
    Optional<String> password,
    Optional<Duration> timeout) {
  private static final int DEFAULT_PORT = 6379;
  private static final Pattern TIMEOUT = Pattern.compile("timeout=(\\d{1,9})(m?s)");

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException if it is no URL of Redis; without the URL, which may contain a
   *     password
   */
  static RedisUrl parse(String url) {
    URI uri = uri(url);
    boolean tls = "rediss".equals(uri.getScheme());
    String host = uri.getHost();
    boolean other = !tls && !"redis".equals(uri.getScheme());
    if (other || host == null || !String.valueOf(uri.getPath()).matches("/?")) {
      throw noUrl();
    }
    String[] login = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
    return new RedisUrl(
        new NodeAddress(host, uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort()),
        tls,
        login.length < 2 ? Optional.empty() : decoded(login[0]),
        decoded(login[login.length - 1]),
        timeout(uri.getRawQuery()));
  }

  /** The failure would repeat the URL. */
  private static URI uri(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException _) {
      throw noUrl();
    }
  }

  private static Optional<String> decoded(String text) {
    // In a URL's login, a plus is no space.
    String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    return decoded.isEmpty() ? Optional.empty() : Optional.of(decoded);
  }

  private static Optional<Duration> timeout(@Nullable String query) {
    if (query == null) {
      return Optional.empty();
    }
    Matcher parts = TIMEOUT.matcher(query);
    if (!parts.matches()) {
      throw noUrl();
    }
    long number = Long.parseLong(parts.group(1));
    return Optional.of(
        parts.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number));
  }

  private static IllegalArgumentException noUrl() {
    return new IllegalArgumentException(
        "the URL of Redis must be such as redis://host:port or rediss://host:port?timeout=200ms");
  }

  /** Without the login. */
  @Override
  public String toString() {
    return (tls ? "rediss://" : "redis://") + node;
  }
}
