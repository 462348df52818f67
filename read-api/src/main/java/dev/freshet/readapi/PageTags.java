package dev.freshet.readapi;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import java.util.List;
import java.util.stream.Stream;

/** By which tags a page is purged from the edge. */
final class PageTags {
  private PageTags() {}

  /**
   * The tags of a page: its owner's tag, which purges all pages of the owner, the tag of its view,
   * and the tags of its cards.
   */
  static List<CacheTag> of(Owner owner, ViewName view, List<Owner> cards) {
    ViewCatalogue catalogue = ViewCatalogue.FRESHET;
    Stream<CacheTag> own =
        Stream.concat(Stream.of(CacheTag.of(owner)), catalogue.tags(owner, view).stream());
    Stream<CacheTag> shown =
        cards.stream().flatMap(card -> catalogue.tags(card, ViewCatalogue.CARD.name()).stream());
    return Stream.concat(own, shown).distinct().toList();
  }
}
