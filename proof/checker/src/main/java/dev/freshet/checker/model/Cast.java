package dev.freshet.checker.model;

/**
 * The parts of a world.
 *
 * @param pages of each owner's view
 * @param cards number of other owners whose cards are joined into each page
 * @param pops points of presence before the edge's regional cache; readers use the regional cache
 *     if 0
 * @param workers concurrent edge invalidators
 * @param freshReads whether readers may send {@code fresh}
 * @param named whether the page shows the data of the owner's card
 * @param daily whether the page depends on the current day
 * @param twice whether each eviction is executed twice, and only the second reply arrives
 */
public record Cast(
    int owners,
    int pages,
    int cards,
    int pops,
    int workers,
    boolean freshReads,
    boolean named,
    boolean daily,
    boolean twice) {
  /** One owner with one page, one place at the edge, one edge invalidator. */
  public static final Cast SMALL = new Cast(1, 1, 0, 0, 1, false, true, false, false);

  public Cast withCards(int number) {
    return new Cast(
        Math.max(owners, number + 1),
        pages,
        number,
        pops,
        workers,
        freshReads,
        named,
        daily,
        twice);
  }

  public Cast withOwners(int number) {
    return new Cast(number, pages, cards, pops, workers, freshReads, named, daily, twice);
  }

  public Cast withPages(int number) {
    return new Cast(owners, number, cards, pops, workers, freshReads, named, daily, twice);
  }

  public Cast withPops(int number) {
    return new Cast(owners, pages, cards, number, workers, freshReads, named, daily, twice);
  }

  public Cast withWorkers(int number) {
    return new Cast(owners, pages, cards, pops, number, freshReads, named, daily, twice);
  }

  public Cast withName(boolean shown) {
    return new Cast(owners, pages, cards, pops, workers, freshReads, shown, daily, twice);
  }

  public Cast withDay(boolean shown) {
    return new Cast(owners, pages, cards, pops, workers, freshReads, named, shown, twice);
  }

  public Cast withTwice(boolean evictedTwice) {
    return new Cast(owners, pages, cards, pops, workers, freshReads, named, daily, evictedTwice);
  }
}
