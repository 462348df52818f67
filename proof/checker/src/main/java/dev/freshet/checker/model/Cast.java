package dev.freshet.checker.model;

/**
 * What a world is made of.
 *
 * @param pages of each owner's view
 * @param cards of so many other owners are joined into each page
 * @param pops points of presence before the edge's regional cache; without any, readers ask that
 * @param workers edge invalidators at work at once
 * @param freshReads whether readers may ask for their own writes
 * @param named whether the page shows what the owner's card does
 * @param daily whether the page shows something of the current day
 * @param twice whether each eviction is carried out twice, and only the second reply is seen
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
