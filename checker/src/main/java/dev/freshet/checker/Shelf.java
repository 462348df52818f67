package dev.freshet.checker;

import dev.freshet.domain.ViewName;
import java.util.List;

/** The views that an owner has in the cache. Their place in the list is their number. */
final class Shelf {

  /** What the owner's readers ask for. */
  static final int PAGE = 0;

  /** What pages of other owners show of this one. */
  static final int CARD = 1;

  private static final ViewName PAGE_NAME = new ViewName("dashboard");
  private static final ViewName CARD_NAME = new ViewName("card");
  private static final List<ViewName> WITHOUT_CARDS = List.of(PAGE_NAME);
  private static final List<ViewName> WITH_CARDS = List.of(PAGE_NAME, CARD_NAME);

  private Shelf() {}

  static List<ViewName> of(Setup setup) {
    return setup.cards() > 0 ? WITH_CARDS : WITHOUT_CARDS;
  }
}
