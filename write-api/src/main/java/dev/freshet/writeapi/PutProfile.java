package dev.freshet.writeapi;

import dev.freshet.domain.EmailAddress;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.HeaderNames;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.write.ExpectedVersion;
import dev.freshet.table.write.ProfileResult;
import dev.freshet.table.write.ProfileWrites;
import dev.freshet.table.write.SaveProfile;

/** Changes the caller's profile if it is as they last saw it. */
final class PutProfile implements Endpoint {
  private final ProfileWrites profiles;

  PutProfile(ProfileWrites profiles) {
    this.profiles = profiles;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    ExpectedVersion expected = IfMatch.of(request);
    NewProfile wanted = request.body(NewProfile.class);
    return switch (profiles.save(
        new SaveProfile(
            request.user(), wanted.name(), wanted.email(), expected, request.correlationId()))) {
      case ProfileResult.Saved(ProfileItem profile) -> saved(profile);
      case ProfileResult.Stale(ProfileItem current) ->
          throw ProblemException.of(
              ProblemType.PRECONDITION_FAILED,
              HeaderNames.IF_MATCH,
              "does not name the current version, which is " + IfMatch.tag(current.version()));
      case ProfileResult.EmailTaken() ->
          throw ProblemException.of(ProblemType.CONFLICT, "email", "belongs to another user");
      case ProfileResult.NoSuchUser() -> throw WriteEndpoint.noSuchUser();
      case ProfileResult.Conflict() -> throw WriteEndpoint.contended(request);
    };
  }

  private static ApiResponse saved(ProfileItem profile) {
    SavedProfile body =
        new SavedProfile(
            profile.userId().value(), profile.name(), profile.email(), profile.version());
    return ApiResponse.ok(body).with(HeaderNames.ETAG, IfMatch.tag(profile.version()));
  }

  /** The same form as the answer to {@code GET /profile}. */
  record SavedProfile(String userId, String name, EmailAddress email, long version) {}
}
