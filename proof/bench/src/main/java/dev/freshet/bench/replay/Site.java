package dev.freshet.bench.replay;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.viewcache.ViewKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pages of a workload and their views. */
final class Site {
  private final Map<ViewKey, Part> parts = new HashMap<>();
  private final Map<Part, Page> pages = new HashMap<>();

  static Owner user(int number) {
    return Owner.of(new UserId("user" + number));
  }

  Part part(Owner owner, View view) {
    return parts.computeIfAbsent(
        new ViewKey(owner, view.name()),
        _ -> new Part(parts.size(), owner, view, ViewCatalogue.FRESHET.tags(owner, view.name())));
  }

  /** The page of a view, with the cards of these owners. */
  Page page(Owner owner, View view, Collection<Owner> cards) {
    Part own = part(owner, view);
    Page known = pages.get(own);
    if (known != null) {
      return known;
    }
    List<Part> shown = new ArrayList<>(List.of(own));
    cards.forEach(card -> shown.add(part(card, ViewCatalogue.CARD)));
    Page page = new Page(pages.size(), List.copyOf(shown));
    pages.put(own, page);
    return page;
  }
}
