package dev.freshet.emulators.loopback;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides whether a request to a server of this machine may come from a foreign web page. Two
 * attacks are refused: DNS rebinding, where the page's own host name resolves to 127.0.0.1, and
 * requests that a page sends to another site. Programs send neither a foreign {@code Host} nor the
 * headers that browsers add, and pass. Immutable.
 *
 * <p>Ports are not compared: a forwarded port is no attack.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 * @see <a href="https://web.dev/articles/fetch-metadata">A resource isolation policy</a>
 */
public final class LoopbackGuard {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Set<String> hosts;

  private LoopbackGuard(Set<String> hosts) {
    this.hosts = hosts;
  }

  /** For a server at 127.0.0.1. */
  public LoopbackGuard() {
    this(Set.of());
  }

  /**
   * For a server at this address, such as that of a bridge to containers: its number passes as a
   * host, and the name that it was looked up by.
   */
  public static LoopbackGuard at(InetAddress address) {
    String text = address.toString(); // name/number, documented to look nothing up
    int slash = text.indexOf('/');
    return new LoopbackGuard(
        Set.of(text.substring(0, slash).toLowerCase(Locale.ROOT), text.substring(slash + 1)));
  }

  /**
   * Why a request is refused; empty if it may pass.
   *
   * @param header the value of a header by its name; empty if the request lacks it
   */
  public Optional<String> refusal(String method, Function<String, Optional<String>> header) {
    String host = header.apply("Host").orElse("");
    String name = host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
    if (!LOOPBACK.contains(name) && (name.isEmpty() || !hosts.contains(name))) {
      return Optional.of("Host must be 127.0.0.1 or localhost, was '" + host + "'");
    }
    return isForeign(method, host, header)
        ? Optional.of("requests from web pages of other origins are refused")
        : Optional.empty();
  }

  /** A browser's own word on where the request comes from, or by an older browser its Origin. */
  private static boolean isForeign(
      String method, String host, Function<String, Optional<String>> header) {
    return header
        .apply("Sec-Fetch-Site")
        .map(site -> !Set.of("same-origin", "none").contains(site) && !isLink(method, header))
        .orElseGet(() -> header.apply("Origin").filter(origin -> !isOf(origin, host)).isPresent());
  }

  /** A link that was followed: the page that holds it cannot see the answer. */
  private static boolean isLink(String method, Function<String, Optional<String>> header) {
    return method.equals("GET")
        && header.apply("Sec-Fetch-Mode").equals(Optional.of("navigate"))
        && header.apply("Sec-Fetch-Dest").equals(Optional.of("document"));
  }

  private static boolean isOf(String origin, String host) {
    return origin.equalsIgnoreCase("http://" + host);
  }
}
