package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.GenerationState;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.lease.LeasePart;
import dev.freshet.viewcache.protocol.Agreement.Agreed;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How long the edge may keep an answer that shows these views: no longer than with any of them.
 * Short by default; long if each of them is under a lease.
 */
final class EdgeRule {
  private final ProtocolTimes times;
  private final List<ServedView> parts;

  /**
   * @param parts the view that was asked for, then the cards that its page shows
   */
  EdgeRule(ProtocolTimes times, List<ServedView> parts) {
    this.times = times;
    this.parts = parts;
  }

  /** A lease that ends later is renewed later: answers may live for half of that time or more. */
  static Instant leasedEnough(Duration life, ProtocolTimes times, Instant now) {
    return times.endOfLife(now, life.dividedBy(2));
  }

  /** What the edge may do with the answer if it leaves now. */
  EdgePolicy decide(Instant now) {
    Instant earliest = Instant.MAX;
    for (ServedView part : parts) {
      switch (part.agreement()) {
        case Agreement.None(Decision reason) -> {
          return new EdgePolicy.NoStore(reason);
        }
        case Agreed(Instant at, GenerationState _) -> earliest = earlier(earliest, at);
      }
    }
    if (times.isSlow(earliest, now)) {
      return new EdgePolicy.NoStore(Decision.SLOW);
    }
    return store();
  }

  private EdgePolicy store() {
    long most = bound().toSeconds();
    if (most <= 0) {
      return new EdgePolicy.NoStore(ending());
    }
    long leased = Math.min(most, leasedLife().toSeconds());
    long unleased = Math.min(most, times.shortEdgeTtl().toSeconds());
    return leased > unleased
        ? new EdgePolicy.Store(leased, leased >= longest())
        : new EdgePolicy.Store(unleased, false);
  }

  /** No copy of the page was ever stored with a longer life. */
  private long longest() {
    return parts.stream()
        .map(part -> part.request().view().edgeTtl())
        .min(Duration::compareTo)
        .orElseThrow()
        .toSeconds();
  }

  private Decision ending() {
    boolean token = parts.stream().anyMatch(part -> tokenLife(part).toSeconds() <= 0);
    return token ? Decision.TOKEN_EXPIRING : Decision.PERIOD_ENDING;
  }

  /** The longest lifetime that views, token and periods allow, regardless of leases. */
  Duration bound() {
    return parts.stream().map(this::bound).min(Duration::compareTo).orElseThrow();
  }

  private Duration bound(ServedView part) {
    Duration period =
        times.lifeUntil(
            part.request().view().period().end(part.page().loadedAt()), agreed(part).at());
    return shortest(shortest(part.request().view().edgeTtl(), tokenLife(part)), period);
  }

  private Duration tokenLife(ServedView part) {
    return times.lifeUntil(part.request().tokenExpiry(), agreed(part).at());
  }

  private Duration leasedLife() {
    return parts.stream().map(this::leasedLife).min(Duration::compareTo).orElseThrow();
  }

  private Duration leasedLife(ServedView part) {
    return times.lifeUntil(agreed(part).state().leasedUntil(), agreed(part).at());
  }

  /**
   * The views without a lease, or with a lease that ends too soon for the lifetime of this answer.
   * A view that the page shows twice is listed once.
   */
  List<LeasePart> missing() {
    Duration life = bound();
    return parts.stream()
        .filter(part -> {
          Instant enough = leasedEnough(life, times, agreed(part).at());
          return !agreed(part).state().leasedUntil().isAfter(enough);
        })
        .map(EdgeRule::leasePart)
        .collect(
            Collectors.toMap(
                LeasePart::view, Function.identity(), (one, _) -> one, LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  /** How many of them have no living lease, so that each needs a purge reserved. */
  long unleased(Instant now) {
    return parts.stream()
        .filter(part -> !agreed(part).state().leasedUntil().isAfter(now))
        .map(part -> part.request().key().viewKey())
        .distinct()
        .count();
  }

  /** The same once the missing views have a lease that ends then. */
  EdgeRule leasedUntil(Instant until) {
    List<LeasePart> leased = missing();
    return new EdgeRule(
        times,
        parts.stream()
            .map(part ->
                leased.stream().anyMatch(leasePart(part)::isSameGenerationAs)
                    ? part.leasedUntil(until)
                    : part)
            .toList());
  }

  LeasePart own() {
    return leasePart(parts.getFirst());
  }

  private static LeasePart leasePart(ServedView part) {
    Agreed agreed = agreed(part);
    return new LeasePart(part.request().key().viewKey(), agreed.state().generation(), agreed.at());
  }

  private static Agreed agreed(ServedView part) {
    return switch (part.agreement()) {
      case Agreed agreed -> agreed;
      case Agreement.None none ->
          throw new IllegalStateException("no cache may keep it: " + none.reason());
    };
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Duration shortest(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
