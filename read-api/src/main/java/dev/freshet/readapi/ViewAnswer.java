package dev.freshet.readapi;

import dev.freshet.domain.CacheTag;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.HeaderNames;
import dev.freshet.viewcache.protocol.EdgePolicy;
import dev.freshet.viewcache.protocol.ServedView;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Puts a served view into HTTP: what the edge may do with it, and 304 where nothing changed. */
final class ViewAnswer {
  private ViewAnswer() {}

  /**
   * @param tags by which a copy at the edge is purged
   */
  static ApiResponse of(List<CacheTag> tags, ServedView served, ApiRequest request) {
    boolean known =
        request
            .header(HeaderNames.IF_NONE_MATCH)
            .filter(list -> EntityTags.anyMatches(list, served.etag()))
            .isPresent();
    ApiResponse answer =
        (known ? ApiResponse.empty(304) : ApiResponse.jsonText(200, served.body()))
            .with(HeaderNames.ETAG, served.etag())
            .with(HeaderNames.VARY, "Authorization")
            .with(HeaderNames.VIEW_SOURCE, served.source().name().toLowerCase(Locale.ROOT))
            .with(HeaderNames.LOADED_AT, Long.toString(served.loadedAt().toEpochMilli()))
            .with(HeaderNames.SERVER_TIMING, timing(served));
    return switch (served.edge()) {
      case EdgePolicy.Store store ->
          answer
              .with(HeaderNames.CACHE_CONTROL, keptAtEdge(store))
              .with(
                  HeaderNames.CACHE_TAG,
                  String.join(",", tags.stream().map(CacheTag::value).toList()));
      case EdgePolicy.NoStore _ -> answer.with(HeaderNames.CACHE_CONTROL, "no-store");
    };
  }

  /**
   * The browser asks each time: no server can purge a browser. The edge forgets what has expired,
   * as nobody purges that: CloudFront would serve it on while the origin fails, and {@code
   * must-revalidate} does not keep it from doing so.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html">How
   *     CloudFront caches HTTP 4xx and 5xx</a>
   */
  private static String keptAtEdge(EdgePolicy.Store store) {
    return "s-maxage=" + store.seconds() + ", stale-if-error=0, max-age=0, must-revalidate";
  }

  private static String timing(ServedView served) {
    return "cache;dur=" + millis(served.cacheTime()) + ", load;dur=" + millis(served.loadTime());
  }

  private static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toNanos() / 1e6);
  }
}
