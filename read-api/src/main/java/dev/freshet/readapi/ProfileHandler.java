package dev.freshet.readapi;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.read.TableReads;
import java.util.Optional;

/**
 * {@code GET /users/current} and {@code GET /profile}: the caller's profile. Its ETag is the
 * profile's version, which a change sends in {@code If-Match}. For a user without a profile, the
 * answer is 404.
 */
public final class ProfileHandler extends ViewFunction {
  record Profile(UserId userId, String name, EmailAddress email, long version) {
    static Profile of(ProfileItem item) {
      return new Profile(item.userId(), item.name(), item.email(), item.version());
    }
  }

  public ProfileHandler() {
    this(ReadParts.ofProcess());
  }

  ProfileHandler(ReadParts parts) {
    super(parts, ViewCatalogue.PROFILE_PAGE, ProfileHandler::load);
  }

  private static PageBody load(TableReads table, UserId user) {
    Profile profile =
        table
            .profile(user)
            .map(Profile::of)
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.NO_ACCOUNT,
                    "You have no account yet: PUT /users/current with name and email"
                        + " creates it."));
    return new PageBody(profile, Optional.of("v" + profile.version()));
  }
}
