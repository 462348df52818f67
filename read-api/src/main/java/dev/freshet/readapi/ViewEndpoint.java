package dev.freshet.readapi;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.table.ThrottledException;
import dev.freshet.viewcache.protocol.CachedViews;
import dev.freshet.viewcache.protocol.ServedView;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.util.List;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** Answers requests for one view by the freshness protocol. */
final class ViewEndpoint implements Endpoint {
  private final ReadParts parts;
  private final UserView view;

  ViewEndpoint(ReadParts parts, UserView view) {
    this.parts = parts;
    this.view = view;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    Owner owner = Owner.of(request.user());
    UserView.Page page = view.pages().of(request);
    ViewRequest wanted =
        new ViewRequest(
            owner,
            view.view().atEdgeNoLongerThan(parts.edgeLimit().get()),
            page.variant(),
            Query.fresh(request),
            request.tokenExpiry());
    try {
      return answer(wanted, page, request);
    } catch (ThrottledException | ApiCallTimeoutException _) {
      throw new ProblemException(ProblemType.UNAVAILABLE, "Please try again in a moment.");
    }
  }

  private ApiResponse answer(ViewRequest wanted, UserView.Page page, ApiRequest request) {
    ReadMeasurements measurements =
        new ReadMeasurements(request.measurements(), view.view().name());
    CachedViews views = views(measurements);
    ServedView served =
        views.serve(wanted, () -> page.loader().load(parts.table(), request.user()).loaded());
    CardJoin.Joined whole =
        view.namesUsers()
            ? cards(request).join(wanted, served, views)
            : new CardJoin.Joined(served, List.of());
    measurements.served(whole.served());
    return ViewAnswer.of(
        PageTags.of(wanted.owner(), view.view().name(), whole.cards()), whole.served(), request);
  }

  private CardJoin cards(ApiRequest request) {
    return new CardJoin(
        parts.table(),
        views(new ReadMeasurements(request.measurements(), ViewCatalogue.CARD.name())));
  }

  private CachedViews views(ReadMeasurements measurements) {
    return new CachedViews(parts.cache(), parts.times(), parts.clock(), measurements);
  }
}
