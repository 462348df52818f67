package dev.freshet.emulators.cloudfront.distribution;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a distribution does with the paths of one pattern.
 *
 * @param pathPattern {@code *} stands for any run of characters, {@code ?} for one; {@code *} alone
 *     is the default behavior.
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html">Cache
 *     behavior settings</a>
 */
public record CacheBehavior(
    String pathPattern,
    String originId,
    Set<String> allowedMethods,
    Set<String> cachedMethods,
    boolean compress,
    CachePolicy cachePolicy,
    OriginRequestPolicy originRequestPolicy,
    ResponseHeadersPolicy responseHeadersPolicy,
    Optional<EdgeFunction> viewerRequest,
    Optional<EdgeFunction> viewerResponse) {

  public CacheBehavior {
    allowedMethods = Set.copyOf(allowedMethods);
    cachedMethods = Set.copyOf(cachedMethods);
  }

  /** Patterns are case-sensitive; the leading slash is optional. */
  public boolean matches(String path) {
    return glob().matcher(path).matches();
  }

  private Pattern glob() {
    StringBuilder regex = new StringBuilder();
    String pattern =
        pathPattern.startsWith("/") || pathPattern.startsWith("*")
            ? pathPattern
            : "/" + pathPattern;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
