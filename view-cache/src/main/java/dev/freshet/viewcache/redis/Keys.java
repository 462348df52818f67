package dev.freshet.viewcache.redis;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The names under which a view is kept. The braces are Redis's hash tag: all keys of one owner are
 * in one slot, so that one script may touch them in a cluster.
 */
final class Keys {
  private Keys() {}

  /** Pages, fence, edge mark and heat of each view, in this order. */
  static List<String> of(Owner owner, Collection<ViewName> views) {
    return views.stream().flatMap(view -> of(owner, view)).toList();
  }

  static Stream<String> of(Owner owner, ViewName view) {
    String pages = "{" + owner.text() + "}:" + view.value();
    return Stream.of(pages, pages + ":fence", pages + ":edge", pages + ":heat");
  }
}
