package dev.freshet.writeapi;

import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.table.write.DeleteUserResult;
import dev.freshet.table.write.UserDeletion;

/** Deletes the caller's account; {@link UserSweeper} deletes what belonged to it. */
final class DeleteUser implements Endpoint {
  private final UserDeletion deletion;

  DeleteUser(UserDeletion deletion) {
    this.deletion = deletion;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    return switch (deletion.begin(request.user(), request.correlationId())) {
      case DeleteUserResult.Begun _, DeleteUserResult.BegunBefore _ -> ApiResponse.empty(202);
      case DeleteUserResult.NoSuchUser() -> throw WriteEndpoint.noSuchUser();
      case DeleteUserResult.Conflict() -> throw WriteEndpoint.contended(request);
    };
  }
}
