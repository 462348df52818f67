package dev.freshet.writeapi;

import dev.freshet.domain.EmailAddress;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.HeaderNames;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.write.CreateUserResult;
import dev.freshet.table.write.ExpectedVersion;
import dev.freshet.table.write.ProfileResult;
import dev.freshet.table.write.ProfileWrites;
import dev.freshet.table.write.SaveProfile;
import dev.freshet.table.write.UserWrites;

/**
 * Changes the caller's profile if it is unchanged since the caller read it. Without {@code
 * If-Match} it creates the account of a user who has none: a user of another issuer, or one created
 * by an administrator.
 */
final class PutProfile implements Endpoint {
  private final ProfileWrites profiles;
  private final UserWrites users;

  PutProfile(ProfileWrites profiles, UserWrites users) {
    this.profiles = profiles;
    this.users = users;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    return IfMatch.find(request)
        .map(expected -> change(request, expected))
        .orElseGet(() -> create(request));
  }

  private ApiResponse change(ApiRequest request, ExpectedVersion expected) {
    NewProfile wanted = request.body(NewProfile.class);
    return switch (profiles.save(
        new SaveProfile(
            request.user(),
            wanted.name().value(),
            wanted.email(),
            expected,
            request.correlationId()))) {
      case ProfileResult.Saved(ProfileItem profile) -> saved(200, profile);
      case ProfileResult.Stale(ProfileItem current) -> throw IfMatch.stale(current.version());
      case ProfileResult.EmailTaken() -> throw emailTaken();
      case ProfileResult.NoSuchUser() -> throw WriteEndpoint.noSuchUser();
      case ProfileResult.Conflict() -> throw WriteEndpoint.contended(request);
    };
  }

  private ApiResponse create(ApiRequest request) {
    NewProfile wanted = request.body(NewProfile.class);
    return switch (users.create(
        request.user(), wanted.name().value(), wanted.email(), request.correlationId())) {
      case CreateUserResult.Created(ProfileItem profile) ->
          saved(201, profile).with(HeaderNames.LOCATION, "/users/current");
      case CreateUserResult.UserExists() -> throw IfMatch.missing();
      case CreateUserResult.BeingDeleted() ->
          throw new ProblemException(
              ProblemType.CONFLICT,
              "The previous account with this id is still being deleted. Retry in a few minutes.");
      case CreateUserResult.EmailTaken() -> throw emailTaken();
      case CreateUserResult.Conflict() -> throw WriteEndpoint.contended(request);
    };
  }

  private static ProblemException emailTaken() {
    return ProblemException.of(ProblemType.CONFLICT, "email", "belongs to another user");
  }

  private static ApiResponse saved(int status, ProfileItem profile) {
    SavedProfile body =
        new SavedProfile(
            profile.userId().value(), profile.name(), profile.email(), profile.version());
    return ApiResponse.json(status, body).with(HeaderNames.ETAG, IfMatch.tag(profile.version()));
  }

  /** The same form as the answer to {@code GET /users/current}. */
  record SavedProfile(String userId, String name, EmailAddress email, long version) {}
}
