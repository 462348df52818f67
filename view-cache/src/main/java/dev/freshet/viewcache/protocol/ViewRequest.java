package dev.freshet.viewcache.protocol;

import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import dev.freshet.viewcache.PageKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A request for one page of a view of an authenticated owner.
 *
 * @param page the query variant, equal for equal answers
 * @param fresh the time of a commit that the answer must show, as returned by a write
 * @param tokenExpiry the expiry of the token; no copy at the edge outlives it
 * @param ifNoneMatch the header, if the cache is to count answers that the client had already;
 *     empty for a part of a larger page, whose ETag is another
 */
public record ViewRequest(
    Owner owner,
    View view,
    String page,
    Optional<Instant> fresh,
    Instant tokenExpiry,
    Optional<String> ifNoneMatch) {
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
