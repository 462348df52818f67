package dev.freshet.checker;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /** Each owner's page, by all tags that it carries at the edge. */
  static List<List<CacheTag>> tags(Setup setup, ViewCatalogue catalogue) {
    return IntStream.range(0, setup.owners())
        .mapToObj(owner ->
            Stream.concat(
                    Stream.concat(
                        Stream.of(CacheTag.of(Table.owner(owner))),
                        catalogue.tags(Table.owner(owner), BOTH.get(PAGE).name()).stream()),
                    IntStream.rangeClosed(1, setup.cards())
                        .mapToObj(card -> Table.owner((owner + card) % setup.owners()))
                        .flatMap(other -> catalogue.tags(other, BOTH.get(CARD).name()).stream()))
                .distinct()
                .toList())
        .toList();
  }
}
