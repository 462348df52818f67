package dev.freshet.viewcache;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;

/**
 * Where a page of a view is kept.
 *
 * @param page the query variant, equal for equal answers; at most 256 characters, so that a client
 *     cannot fill the cache with keys
 */
public record PageKey(Owner owner, ViewName view, String page) {
  private static final int LONGEST_PAGE = 256;

  public PageKey {
    if (page.length() > LONGEST_PAGE) {
      throw new IllegalArgumentException("page must have at most " + LONGEST_PAGE + " characters");
    }
  }

  /** The view that the page belongs to. */
  public ViewKey viewKey() {
    return new ViewKey(owner, view);
  }
}
