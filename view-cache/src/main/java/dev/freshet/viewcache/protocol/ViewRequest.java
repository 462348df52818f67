package dev.freshet.viewcache.protocol;

import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import dev.freshet.viewcache.PageKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A request for one page of a view, of an owner who was authenticated.
 *
 * @param page the query variant, equal for equal answers
 * @param fresh the time of a commit that the answer has to show, as a write gave it out
 * @param tokenExpiry no copy at the edge outlives the token that it was made for
 */
public record ViewRequest(
    Owner owner, View view, String page, Optional<Instant> fresh, Instant tokenExpiry) {

  public ViewRequest {
    if (owner.kind() != view.ownerKind()) {
      throw new IllegalArgumentException(
          "view " + view.name() + " is not of a " + owner.kind().name());
    }
  }

  PageKey key() {
    return new PageKey(owner, view.name(), page);
  }
}
