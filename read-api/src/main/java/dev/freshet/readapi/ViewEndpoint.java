package dev.freshet.readapi;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.HeaderNames;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.table.ThrottledException;
import dev.freshet.viewcache.protocol.CachedViews;
import dev.freshet.viewcache.protocol.EdgeLives;
import dev.freshet.viewcache.protocol.EdgePolicy;
import dev.freshet.viewcache.protocol.ServedView;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** Answers requests for one view by the freshness protocol. */
final class ViewEndpoint implements Endpoint {
  /** Room for a few tags: the header is compared in Redis. A longer one is not counted. */
  private static final int LONGEST_TAGS = 512;

  private final ReadParts parts;
  private final UserView view;
  private final EdgeLives lives;

  ViewEndpoint(ReadParts parts, UserView view) {
    this.parts = parts;
    this.view = view;
    this.lives =
        new EdgeLives(
            parts.cache(),
            parts.leases(),
            parts.grants(),
            parts.leaseTime(),
            parts.clock(),
            _ -> {});
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    Owner owner = view.subject().of(request);
    UserView.Page page = view.pages().of(request);
    ViewRequest wanted =
        new ViewRequest(
            owner,
            view.view(),
            page.variant(),
            Query.fresh(request),
            request.tokenExpiry(),
            view.namesUsers() ? Optional.empty() : tags(request));
    try {
      return answer(wanted, page, request);
    } catch (ThrottledException | ApiCallTimeoutException _) {
      throw new ProblemException(
          ProblemType.UNAVAILABLE, "Temporarily unavailable. Retry after the time in Retry-After.");
    }
  }

  private static Optional<String> tags(ApiRequest request) {
    return request.header(HeaderNames.IF_NONE_MATCH).filter(list -> list.length() <= LONGEST_TAGS);
  }

  private ApiResponse answer(ViewRequest wanted, UserView.Page page, ApiRequest request) {
    ReadMeasurements measurements =
        new ReadMeasurements(request.measurements(), view.view().name());
    ServedView served =
        views(measurements)
            .serve(wanted, () -> page.loader().load(parts.table(), wanted.owner()).loaded());
    CardJoin.Joined whole =
        view.namesUsers() ? cards(request).join(wanted, served) : CardJoin.Joined.of(served);
    measurements.served(whole);
    EdgePolicy policy = policy(whole, request, measurements);
    measurements.kept(policy, parts.grants().times().shortEdgeTtl());
    List<Owner> cards = whole.cards().stream().map(card -> card.request().owner()).toList();
    return ViewAnswer.of(
        PageTags.of(wanted.owner(), view.view().name(), cards), whole, policy, request);
  }

  private EdgePolicy policy(
      CardJoin.Joined whole, ApiRequest request, ReadMeasurements measurements) {
    EdgeLives counted = lives.tellingTo(measurements::granted);
    return view.namesUsers()
        ? counted.of(whole.parts(), ViewAnswer.isKnown(whole, request))
        : counted.of(whole.own());
  }

  private CardJoin cards(ApiRequest request) {
    return new CardJoin(
        parts.table(),
        views(new ReadMeasurements(request.measurements(), ViewCatalogue.CARD.name())));
  }

  private CachedViews views(ReadMeasurements measurements) {
    return new CachedViews(parts.cache(), parts.grants().times(), parts.clock(), measurements);
  }
}
