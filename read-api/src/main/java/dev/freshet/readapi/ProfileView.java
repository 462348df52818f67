package dev.freshet.readapi;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.table.item.ProfileItem;
import dev.freshet.table.read.TableReads;
import java.util.Optional;

/**
 * Who a user is. Its ETag is the profile's version, which a change names in {@code If-Match}. A
 * user who signed in elsewhere first and has no profile yet has no such page: 404.
 */
final class ProfileView implements UserView {

  record Profile(UserId userId, String name, EmailAddress email, long version) {
    static Profile of(ProfileItem item) {
      return new Profile(item.userId(), item.name(), item.email(), item.version());
    }
  }

  @Override
  public View view() {
    return ViewCatalogue.PROFILE_PAGE;
  }

  @Override
  public Page page(ApiRequest request) {
    return Page.only(ProfileView::load);
  }

  private static Shown load(TableReads table, UserId user) {
    Profile profile =
        table
            .profile(user)
            .map(Profile::of)
            .orElseThrow(
                () -> new ProblemException(ProblemType.NOT_FOUND, "You have no profile yet."));
    return new Shown(profile, Optional.of("v" + profile.version()));
  }
}
