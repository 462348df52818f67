package dev.freshet.readapi;

import dev.freshet.domain.Owner;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.table.ThrottledException;
import dev.freshet.viewcache.protocol.CachedViews;
import dev.freshet.viewcache.protocol.ServedView;
import dev.freshet.viewcache.protocol.ViewRequest;
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
    ServedView served = serve(wanted, page, request);
    return ViewAnswer.of(owner, view.view().name(), served, request);
  }

  private ServedView serve(ViewRequest wanted, UserView.Page page, ApiRequest request) {
    ReadMeasurements measurements =
        new ReadMeasurements(request.measurements(), view.view().name());
    CachedViews views = new CachedViews(parts.cache(), parts.times(), parts.clock(), measurements);
    try {
      ServedView served =
          views.serve(wanted, () -> page.loader().load(parts.table(), request.user()).loaded());
      measurements.served(served);
      return served;
    } catch (ThrottledException | ApiCallTimeoutException _) {
      throw new ProblemException(ProblemType.UNAVAILABLE, "Please try again in a moment.");
    }
  }
}
