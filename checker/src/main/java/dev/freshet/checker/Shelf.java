package dev.freshet.checker;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Owner;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The views that an owner has in the cache. Their place in the list is their number.
 *
 * @param names of the views
 * @param catalogue with these views only
 * @param tags of each owner's page at the edge
 */
record Shelf(
    List<View> views, List<ViewName> names, ViewCatalogue catalogue, List<List<CacheTag>> tags) {

  /** What the owner's readers ask for. */
  static final int PAGE = 0;

  /** What pages of other owners show of this one. */
  static final int CARD = 1;

  private static final List<View> BOTH = List.of(ViewCatalogue.DASHBOARD, ViewCatalogue.CARD);
  private static final int VIEW_SHIFT = 8;

  /** Of the catalogue, with the world's lifetimes. */
  static Shelf of(Setup setup) {
    List<View> views =
        BOTH.subList(0, setup.cards() > 0 ? 2 : 1).stream()
            .map(view -> withLifetimes(view, setup.timing()))
            .toList();
    ViewCatalogue catalogue = new ViewCatalogue(views);
    return new Shelf(
        views,
        views.stream().map(View::name).toList(),
        catalogue,
        IntStream.range(0, setup.owners())
            .mapToObj(owner -> tags(setup, catalogue, owner))
            .toList());
  }

  private static View withLifetimes(View view, Timing timing) {
    return new View(
        view.name(), view.ownerKind(), timing.cacheTtl(), timing.edgeTtl(), view.dependencies());
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

  /** An owner and a view in one number. */
  static int slot(int owner, int view) {
    return view << VIEW_SHIFT | owner;
  }

  static int ownerOf(int slot) {
    return slot & ((1 << VIEW_SHIFT) - 1);
  }

  static int viewOf(int slot) {
    return slot >> VIEW_SHIFT;
  }
}
