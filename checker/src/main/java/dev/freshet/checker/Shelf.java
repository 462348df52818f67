package dev.freshet.checker;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The views that an owner has in the cache. Their place in the list is their number. */
final class Shelf {

  /** What the owner's readers ask for. */
  static final int PAGE = 0;

  /** What pages of other owners show of this one. */
  static final int CARD = 1;

  private static final List<View> BOTH = List.of(ViewCatalogue.DASHBOARD, ViewCatalogue.CARD);

  private Shelf() {}

  /** Of the catalogue, with the world's lifetimes. */
  static List<View> of(Setup setup) {
    Timing timing = setup.timing();
    return BOTH.subList(0, setup.cards() > 0 ? 2 : 1).stream()
        .map(view ->
            new View(
                view.name(),
                view.ownerKind(),
                timing.cacheTtl(),
                timing.edgeTtl(),
                view.dependencies()))
        .toList();
  }

  /** That each owner's page carries at the edge. */
  static List<List<CacheTag>> tags(Setup setup, ViewCatalogue catalogue) {
    return IntStream.range(0, setup.owners())
        .mapToObj(owner -> tags(setup, catalogue, owner))
        .toList();
  }

  private static List<CacheTag> tags(Setup setup, ViewCatalogue catalogue, int owner) {
    Owner own = Table.owner(owner);
    Set<CacheTag> tags = new LinkedHashSet<>();
    tags.add(CacheTag.of(own));
    tags.addAll(catalogue.tags(own, BOTH.get(PAGE).name()));
    for (int card = 1; card <= setup.cards(); card++) {
      Owner other = Table.owner((owner + card) % setup.owners());
      tags.addAll(catalogue.tags(other, BOTH.get(CARD).name()));
    }
    return List.copyOf(tags);
  }
}
