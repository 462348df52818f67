package dev.freshet.checker.model;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Owner;
import dev.freshet.domain.Period;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * An owner's views in the cache, numbered by their place in the list.
 *
 * @param requested the views as readers request them
 * @param catalogue with these views only
 * @param tags of each owner's page at the edge
 */
public record Shelf(
    List<View> views,
    List<View> requested,
    List<ViewName> names,
    SortedSet<ViewName> all,
    ViewCatalogue catalogue,
    List<List<CacheTag>> tags) {

  /** The view that the owner's readers request. */
  static final int PAGE = 0;

  /** The owner's view on pages of other owners. */
  static final int CARD = 1;

  private static final int VIEW_SHIFT = 8;

  /** Of the catalogue, with the world's lifetimes. */
  static Shelf of(Setup setup, Variant variant) {
    Cast cast = setup.cast();
    View page = cast.named() ? ViewCatalogue.DASHBOARD : ViewCatalogue.ORDERS;
    Period period = cast.daily() ? Period.DAY : Period.UNBOUNDED;
    List<View> views =
        cast.cards() > 0
            ? List.of(
                living(page, setup, period), living(ViewCatalogue.CARD, setup, Period.UNBOUNDED))
            : List.of(living(page, setup, period));
    ViewCatalogue catalogue = new ViewCatalogue(views);
    List<ViewName> names = views.stream().map(View::name).toList();
    boolean timeless = variant == Variant.PERIOD_IGNORED;
    return new Shelf(
        views,
        timeless ? views.stream().map(v -> living(v, setup, Period.UNBOUNDED)).toList() : views,
        names,
        Collections.unmodifiableSortedSet(new TreeSet<>(names)),
        catalogue,
        IntStream.range(0, cast.owners())
            .mapToObj(owner -> tags(cast, catalogue, page, owner, variant))
            .toList());
  }

  private static View living(View view, Setup setup, Period period) {
    return new View(
        view.name(),
        view.ownerKind(),
        setup.timing().cacheTtl(),
        setup.timing().edgeTtl(),
        period,
        view.dependencies());
  }

  private static List<CacheTag> tags(
      Cast cast, ViewCatalogue catalogue, View page, int owner, Variant variant) {
    Owner own = Table.owner(owner);
    Set<CacheTag> tags = new LinkedHashSet<>();
    tags.add(CacheTag.of(own));
    tags.addAll(catalogue.tags(own, page.name()));
    for (int card = 1; card <= cast.cards() && variant != Variant.CARD_UNTAGGED; card++) {
      Owner other = Table.owner((owner + card) % cast.owners());
      tags.addAll(catalogue.tags(other, ViewCatalogue.CARD.name()));
    }
    return List.copyOf(tags);
  }

  /** An owner and a view in one number. */
  static int slot(int owner, int view) {
    return view << VIEW_SHIFT | owner;
  }

  public static int ownerOf(int slot) {
    return slot & ((1 << VIEW_SHIFT) - 1);
  }

  public static int viewOf(int slot) {
    return slot >> VIEW_SHIFT;
  }
}
