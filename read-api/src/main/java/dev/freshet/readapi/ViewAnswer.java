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

  /** Whether the client asks for the page that it has. */
  static boolean isKnown(CardJoin.Joined page, ApiRequest request) {
    return request
        .header(HeaderNames.IF_NONE_MATCH)
        .filter(list -> EntityTags.anyMatches(list, page.content().etag()))
        .isPresent();
  }

  /**
   * A page that the client has is confirmed by a 304 only if no copy of it can live longer than
   * this answer says: AWS does not document that a 304 shortens a life.
   *
   * @param tags by which a copy at the edge is purged
   */
  static ApiResponse of(
      List<CacheTag> tags, CardJoin.Joined page, EdgePolicy policy, ApiRequest request) {
    boolean confirmed = confirms(policy) && isKnown(page, request);
    ApiResponse answer =
        (confirmed ? ApiResponse.empty(304) : ApiResponse.jsonText(200, page.content().body()))
            .with(HeaderNames.ETAG, page.content().etag())
            .with(HeaderNames.VARY, "Authorization")
            .with(HeaderNames.VIEW_SOURCE, page.source().name().toLowerCase(Locale.ROOT))
            .with(HeaderNames.LOADED_AT, loadedAt(page.own()))
            .with(HeaderNames.SERVER_TIMING, timing(page));
    return switch (policy) {
      case EdgePolicy.Store store ->
          madeFor(request, answer)
              .with(HeaderNames.CACHE_CONTROL, keptAtEdge(store))
              .with(
                  HeaderNames.CACHE_TAG,
                  String.join(",", tags.stream().map(CacheTag::value).toList()));
      case EdgePolicy.NoStore _ -> answer.with(HeaderNames.CACHE_CONTROL, "no-store");
    };
  }

  /** By which the edge tells an answer that it has kept from one that was made just now. */
  private static ApiResponse madeFor(ApiRequest request, ApiResponse answer) {
    return request
        .header(HeaderNames.EDGE_REQUEST_ID)
        .map(id -> answer.with(HeaderNames.MADE_FOR, id))
        .orElse(answer);
  }

  private static boolean confirms(EdgePolicy policy) {
    return policy instanceof EdgePolicy.Store store && store.confirms();
  }

  private static String loadedAt(ServedView own) {
    return Long.toString(own.page().loadedAt().toEpochMilli());
  }

  /**
   * The browser asks each time: no server can purge a browser. The edge forgets what has expired,
   * as no purge follows: CloudFront would serve it on while the origin fails, and {@code
   * must-revalidate} does not keep it from doing so.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html">How
   *     CloudFront caches HTTP 4xx and 5xx</a>
   */
  private static String keptAtEdge(EdgePolicy.Store store) {
    return "s-maxage=" + store.seconds() + ", stale-if-error=0, max-age=0, must-revalidate";
  }

  private static String timing(CardJoin.Joined page) {
    return "cache;dur=" + millis(page.cacheTime()) + ", load;dur=" + millis(page.loadTime());
  }

  private static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toNanos() / 1e6);
  }
}
