package dev.freshet.gateway.product;

import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.HeaderNames;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Hands on what the API behind the proxy answered, with the headers that clients know. */
final class ProductAnswer {
  private static final String PROBLEM = "application/problem+json";
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  private static final List<String> HANDED_ON =
      List.of(
          HeaderNames.CONTENT_TYPE,
          HeaderNames.ETAG,
          HeaderNames.FRESH_AFTER,
          HeaderNames.LOADED_AT,
          HeaderNames.LOCATION,
          HeaderNames.RETRY_AFTER,
          HeaderNames.SERVER_TIMING,
          HeaderNames.VARY,
          HeaderNames.VIEW_SOURCE);

  private static final List<String> FOR_THE_EDGE =
      List.of(HeaderNames.CACHE_CONTROL, HeaderNames.CACHE_TAG);

  private ProductAnswer() {}

  /** With the headers for the edge. */
  static ApiResponse of(ProductReply reply, ApiRequest request) {
    ApiResponse answer = handedOn(reply);
    for (String name : FOR_THE_EDGE) {
      answer = with(answer, reply, name);
    }
    boolean kept = answer.header(HeaderNames.CACHE_TAG).isPresent();
    ApiResponse complete = answer;
    return request
        .header(HeaderNames.EDGE_REQUEST_ID)
        .filter(_ -> kept)
        .map(id -> complete.with(HeaderNames.MADE_FOR, id))
        .orElse(complete);
  }

  /** For no cache. */
  static ApiResponse notKept(ProductReply reply) {
    return handedOn(reply);
  }

  private static ApiResponse handedOn(ProductReply reply) {
    if (reply.status() >= 400 && !isProblem(reply)) {
      throw problem(reply);
    }
    ApiResponse answer = new ApiResponse(reply.status(), new TreeMap<>(Map.of()), reply.body());
    for (String name : HANDED_ON) {
      answer = with(answer, reply, name);
    }
    return answer;
  }

  private static ApiResponse with(ApiResponse answer, ProductReply reply, String name) {
    return reply.headers().firstValue(name).map(value -> answer.with(name, value)).orElse(answer);
  }

  private static boolean isProblem(ProductReply reply) {
    return reply
        .headers()
        .firstValue(HeaderNames.CONTENT_TYPE)
        .filter(type -> type.startsWith(PROBLEM))
        .isPresent();
  }

  /** API Gateway itself answered, in a form of its own. */
  private static ProblemException problem(ProductReply reply) {
    return reply.status() == 429
        ? ProblemException.tooMany(
            "Too many requests: retry after the time in Retry-After.", retryAfter(reply))
        : new ProblemException(ProblemType.UNAVAILABLE, "Products are temporarily unavailable.");
  }

  private static Duration retryAfter(ProductReply reply) {
    return reply
        .headers()
        .firstValue(HeaderNames.RETRY_AFTER)
        .filter(value -> SECONDS.matcher(value).matches())
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(Duration.ofSeconds(1));
  }
}
