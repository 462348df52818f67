package dev.freshet.writeapi;

import dev.freshet.domain.UserId;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.table.write.Follow;
import dev.freshet.table.write.FollowResult;

/** Lets the caller follow another user, or follow them no longer; again is fine. */
final class ChangeFollow implements Endpoint {
  private static final String ID = "id";

  private final Change change;

  ChangeFollow(Change change) {
    this.change = change;
  }

  /** One of the two. */
  @FunctionalInterface
  interface Change {
    FollowResult make(Follow follow, String correlationId);
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    UserId other = id(request);
    if (other.equals(request.user())) {
      throw ProblemException.invalid(ID, "must not be the caller's own id");
    }
    return switch (change.make(new Follow(request.user(), other), request.correlationId())) {
      case FollowResult.Changed _, FollowResult.Unchanged _ -> ApiResponse.empty(204);
      case FollowResult.NoSuchUser(UserId user) when user.equals(other) ->
          throw ProblemException.of(ProblemType.NOT_FOUND, ID, "must be an existing user");
      case FollowResult.NoSuchUser _ -> throw WriteEndpoint.noSuchUser();
      case FollowResult.Conflict() -> throw WriteEndpoint.contended(request);
    };
  }

  private static UserId id(ApiRequest request) {
    try {
      return new UserId(request.path(ID).orElse(""));
    } catch (IllegalArgumentException _) {
      throw ProblemException.invalid(ID, "must be a user id");
    }
  }
}
