package dev.freshet.viewcache.redis;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.ViewKey;
import java.util.List;

/**
 * The names under which one view is kept. The braces are Redis's hash tag: all keys of one owner
 * are in one slot, so that one script may touch them in a cluster.
 */
public record ViewKeys(String pages, String fence) {
  /** The names for this view of this owner. */
  public static ViewKeys of(Owner owner, ViewName view) {
    String pages = "{" + owner.text() + "}:" + view.value();
    return new ViewKeys(pages, pages + ":fence");
  }

  static ViewKeys of(ViewKey view) {
    return of(view.owner(), view.view());
  }

  /** In the order in which the scripts expect them. */
  public List<String> all() {
    return List.of(pages, fence);
  }
}
