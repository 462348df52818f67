package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.CacheBehavior;
import dev.freshet.emulators.cloudfront.distribution.Distribution;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One edge location: a store of its own and the way of a request through it. Thread-safe; blocks
 * for as long as the origin takes.
 */
final class PointOfPresence {
  private final String name;
  private final Distribution distribution;
  private final Store store;
  private final ObjectCache cache;
  private final Optional<ObjectCache> regional;
  private final ViewerFunctions functions;
  private final Origins origins;
  private final InstantSource clock;
  private final Counters counters;
  private final List<AnswerListener> listeners;

  PointOfPresence(
      String name,
      Distribution distribution,
      Store store,
      Optional<ObjectCache> regional,
      ViewerFunctions functions,
      Origins origins,
      InstantSource clock,
      Counters counters,
      List<AnswerListener> listeners) {
    this.name = name;
    this.distribution = distribution;
    this.store = store;
    this.cache = new ObjectCache(distribution, store, clock);
    this.regional = regional;
    this.functions = functions;
    this.origins = origins;
    this.clock = clock;
    this.counters = counters;
    this.listeners = listeners;
  }

  EdgeResponse answer(ViewerRequest request) {
    counters.requests.increment();
    Instant at = clock.instant();
    CacheBehavior behavior = distribution.behaviorFor(request.path());
    String requestId = requestId();
    Optional<EdgeResponse> refusal = RequestLimits.refusal(request, behavior);
    if (refusal.isPresent()) {
      return told(at, Served.fromOrigin(refusal.get()), request, behavior, requestId);
    }
    return switch (functions.viewerRequest(request, behavior, requestId)) {
      case ViewerFunctions.Decision.Forward(ViewerRequest forwarded) ->
          told(at, serve(forwarded, behavior, requestId), forwarded, behavior, requestId);
      case ViewerFunctions.Decision.Answer(EdgeResponse answer) ->
          told(at, Served.fromFunction(answer), request, behavior, requestId);
    };
  }

  /** Unique, and no secret: a secure generator is one lock for all requests. */
  private static String requestId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** The finished answer, after the listeners were notified. */
  private EdgeResponse told(
      Instant at, Served served, ViewerRequest request, CacheBehavior behavior, String requestId) {
    EdgeResponse answer = finished(served, request, behavior, requestId);
    if (listeners.isEmpty()) {
      return answer;
    }
    AnswerListener.Answer told =
        new AnswerListener.Answer(
            request.method(),
            request.target(),
            answer.status(),
            at,
            Duration.between(at, clock.instant()),
            answer.headers().first("X-Cache").orElse(""),
            served.age(),
            CacheControl.of(served.answer().headers()).sharedMaxAge(),
            request.headers()::first,
            answer.headers()::first);
    listeners.forEach(listener -> listener.answered(told));
    return answer;
  }

  private Served serve(ViewerRequest request, CacheBehavior behavior, String requestId) {
    Supplier<OriginRequest> toOrigin =
        () ->
            OriginRequest.of(
                request, behavior, distribution.originHeaders(behavior.originId()), requestId);
    Exchange.OriginCall origin = asked -> ask(behavior, asked);
    Exchange.OriginCall call =
        regional
            .<Exchange.OriginCall>map(between ->
                asked ->
                    between.serve(Exchange.of(request, behavior, () -> asked, origin)).answer())
            .orElse(origin);
    Exchange exchange = Exchange.of(request, behavior, toOrigin, call);
    return behavior.cachedMethods().contains(request.method())
        ? cache.serve(exchange)
        : Served.fromOrigin(exchange.ask(UnaryOperator.identity()));
  }

  private EdgeResponse ask(CacheBehavior behavior, OriginRequest request) {
    counters.originRequests.increment();
    return origins.ask(behavior.originId(), request);
  }

  private EdgeResponse finished(
      Served served, ViewerRequest request, CacheBehavior behavior, String requestId) {
    counters.count(served.result());
    EdgeResponse plain = ViewerAnswer.of(served.answer(), behavior, clock.instant());
    EdgeResponse conditional = Conditional.of(plain, request);
    EdgeResponse byPolicy =
        PolicyHeaders.apply(
            conditional, request, behavior.responseHeadersPolicy(), clock.instant());
    EdgeResponse byFunction = functions.viewerResponse(byPolicy, request, behavior, requestId);
    EdgeHeaders marked = marked(byFunction, served, requestId);
    return bodyless(request, byFunction)
        ? new EdgeResponse(byFunction.status(), marked, ContentBody.EMPTY)
        : byFunction.withHeaders(marked);
  }

  /** What tells a viewer which way its answer came. */
  private EdgeHeaders marked(EdgeResponse answer, Served served, String requestId) {
    boolean failedHere = answer.isError() && !served.answer().isError();
    Result result = failedHere ? Result.ERROR : served.result();
    EdgeHeaders headers =
        answer
            .headers()
            .with("X-Cache", result.header())
            .with("Via", "1.1 " + requestId + ".cloudfront.net (CloudFront)")
            .with("X-Amz-Cf-Pop", name)
            .with("X-Amz-Cf-Id", requestId);
    Optional<String> age = served.age().map(each -> String.valueOf(each.toSeconds()));
    return age.isPresent() ? headers.with("Age", age.get()) : headers;
  }

  private static boolean bodyless(ViewerRequest request, EdgeResponse answer) {
    return request.isHead() || answer.status() == 304 || answer.status() == 204;
  }

  /** Removes the objects that an invalidation names. */
  void purge(Purge doomed) {
    counters.purgedObjects.add(store.purge(doomed));
  }

  List<EdgeCopy> copies() {
    return store.copies(name);
  }

  long objects() {
    return store.size();
  }
}
