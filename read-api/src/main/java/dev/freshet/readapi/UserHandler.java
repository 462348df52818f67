package dev.freshet.readapi;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.table.read.TableReads;
import java.util.Map;

/**
 * {@code GET /users/{id}}: a user's card, visible to all signed-in users. Unlike the page of the
 * card that is joined to lists, it is 404 for a user without an account.
 */
public final class UserHandler extends ViewFunction {
  public UserHandler() {
    this(ReadParts.ofProcess());
  }

  UserHandler(ReadParts parts) {
    super(
        parts,
        UserView.ofOther(
            ViewCatalogue.CARD,
            UserHandler::user,
            UserView.Page.ofUser("public", UserHandler::load)));
  }

  /** No user has a malformed id. */
  private static Owner user(ApiRequest request) {
    try {
      return Owner.of(new UserId(request.path("id").orElse("")));
    } catch (IllegalArgumentException _) {
      throw unknown();
    }
  }

  private static PageBody load(TableReads table, UserId user) {
    return table
        .profile(user)
        .map(profile -> PageBody.of(Card.of(user, Map.of(user, profile))))
        .orElseThrow(UserHandler::unknown);
  }

  private static ProblemException unknown() {
    return ProblemException.of(ProblemType.NOT_FOUND, "id", "must be an existing user");
  }
}
