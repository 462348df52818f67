package dev.freshet.checker.model;

import dev.freshet.viewcache.lease.GrantTerms;
import java.util.List;

/**
 * A world to be checked: its parts and bounds.
 *
 * @param skew of the clocks; one reader for each reader's clock
 * @param terms of leases
 */
public record Setup(
    String name, Timing timing, Cast cast, Limits limits, Skew skew, GrantTerms terms, Past past) {
  /** So many purges that the budget never refuses one. */
  private static final long PLENTY = 1_000_000;

  /** One saved answer earns a lease. */
  public static final GrantTerms RICH = new GrantTerms(0, PLENTY, 1);

  /** Equal clocks and a sufficient budget. */
  public static Setup plain(String name, Timing timing, int readers, Limits limits) {
    return new Setup(name, timing, Cast.SMALL, limits, Skew.none(readers), RICH, Past.NOTHING);
  }

  public int readers() {
    return skew.readers().size();
  }

  /** Copies with one property changed, usually to a simpler value. */
  public List<Setup> variations() {
    return List.of(
        with(cast.withWorkers(1)),
        with(cast.withPops(0)),
        with(cast.withPages(1)),
        with(cast.withCards(0)),
        with(cast.withDay(false)),
        with(cast.withName(true)),
        with(cast.withTwice(false)),
        with(RICH),
        with(Past.NOTHING),
        with(Past.LEASED),
        with(Past.ENDING),
        with(Skew.none(readers())));
  }

  public Setup with(Cast others) {
    return new Setup(name, timing, others, limits, skew, terms, past);
  }

  public Setup with(Limits others) {
    return new Setup(name, timing, cast, others, skew, terms, past);
  }

  public Setup with(Skew others) {
    return new Setup(name, timing, cast, limits, others, terms, past);
  }

  public Setup with(GrantTerms others) {
    return new Setup(name, timing, cast, limits, skew, others, past);
  }

  public Setup with(Past other) {
    return new Setup(name, timing, cast, limits, skew, terms, other);
  }
}
