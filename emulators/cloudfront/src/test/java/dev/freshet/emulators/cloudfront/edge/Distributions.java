package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.CacheBehavior;
import dev.freshet.emulators.cloudfront.distribution.CachePolicy;
import dev.freshet.emulators.cloudfront.distribution.Distribution;
import dev.freshet.emulators.cloudfront.distribution.EdgeFunction;
import dev.freshet.emulators.cloudfront.distribution.OriginRequestPolicy;
import dev.freshet.emulators.cloudfront.distribution.ResponseHeadersPolicy;
import dev.freshet.emulators.cloudfront.distribution.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Distributions for tests; each setter returns this very object. */
final class Distributions {
  static final Set<String> ALL_METHODS =
      Set.of("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE");

  Duration minTtl = Duration.ZERO;
  Duration defaultTtl = Duration.ZERO;
  Duration maxTtl = Duration.ofHours(1);
  Selection keyHeaders = Selection.listed("Authorization");
  Selection keyQueries = Selection.listed("fresh", "limit");
  Selection keyCookies = Selection.NOTHING;
  boolean gzip = true;
  boolean brotli;
  Set<String> allowed = ALL_METHODS;
  Set<String> cached = Set.of("GET", "HEAD");
  OriginRequestPolicy originRequest = OriginRequestPolicy.NONE;
  ResponseHeadersPolicy responseHeaders = ResponseHeadersPolicy.NONE;
  Optional<EdgeFunction> requestFunction = Optional.empty();
  Optional<EdgeFunction> function = Optional.empty();
  Map<Integer, Duration> errors = Map.of();
  Map<String, Map<String, String>> originHeaders = Map.of();
  Optional<String> tagHeader = Optional.of("Cache-Tag");

  Distributions ttl(int min, int byDefault, int max) {
    minTtl = Duration.ofSeconds(min);
    defaultTtl = Duration.ofSeconds(byDefault);
    maxTtl = Duration.ofSeconds(max);
    return this;
  }

  Distributions requestFunction(String code) {
    requestFunction = Optional.of(new EdgeFunction("RequestFn", code));
    return this;
  }

  Distributions function(String code) {
    function = Optional.of(new EdgeFunction("Fn", code));
    return this;
  }

  Distributions errorCaching(int status, int seconds) {
    errors = Map.of(status, Duration.ofSeconds(seconds));
    return this;
  }

  Distribution build() {
    CachePolicy policy =
        new CachePolicy(
            minTtl, defaultTtl, maxTtl, keyHeaders, keyQueries, keyCookies, gzip, brotli);
    CacheBehavior behavior =
        new CacheBehavior(
            "*",
            "api",
            allowed,
            cached,
            true,
            policy,
            originRequest,
            responseHeaders,
            requestFunction,
            function);
    return new Distribution(
        "E123", "d123.cloudfront.net", List.of(behavior), errors, tagHeader, originHeaders);
  }
}
