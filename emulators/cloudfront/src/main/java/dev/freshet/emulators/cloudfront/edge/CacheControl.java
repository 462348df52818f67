package dev.freshet.emulators.cloudfront.edge;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The directives of an origin's {@code Cache-Control}; names in lower case, quotes taken off. */
record CacheControl(Map<String, String> directives) {
  /** CloudFront's own upper bound for a lifetime. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final Set<String> FORBIDDING = Set.of("no-store", "no-cache", "private");

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");

  CacheControl {
    directives = Map.copyOf(directives);
  }

  static CacheControl of(EdgeHeaders headers) {
    Map<String, String> directives = new HashMap<>();
    for (String member : headers.members("Cache-Control")) {
      String[] parts = member.split("=", 2);
      String value = parts.length == 2 ? parts[1].strip().replace("\"", "") : "";
      directives.putIfAbsent(parts[0].strip().toLowerCase(Locale.ROOT), value);
    }
    return new CacheControl(directives);
  }

  /** Whether the origin says that no shared cache may answer with this object unasked. */
  boolean forbidsCaching() {
    return directives.keySet().stream().anyMatch(FORBIDDING::contains);
  }

  /** {@code s-maxage}, or else {@code max-age}; a value that is no number counts as none. */
  Optional<Duration> sharedMaxAge() {
    return seconds("s-maxage").or(() -> seconds("max-age"));
  }

  Optional<Duration> staleIfError() {
    return seconds("stale-if-error");
  }

  private Optional<Duration> seconds(String directive) {
    String value = directives.getOrDefault(directive, "");
    if (!SECONDS.matcher(value).matches()) {
      return Optional.empty();
    }
    Duration age = Duration.ofSeconds(Long.parseLong(value));
    return Optional.of(age.compareTo(LONGEST) < 0 ? age : LONGEST);
  }
}
