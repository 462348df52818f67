package dev.freshet.checker;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.invalidator.governor.Verdict;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Heat;
import dev.freshet.viewcache.Lookup;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a trace says what a call answered. */
final class Words {
  private Words() {}

  static String of(Lookup found) {
    return switch (found) {
      case Lookup.Hit hit -> "a hit, v" + Table.versionOf(hit.envelope().body()) + of(hit.heat());
      case Lookup.Miss miss -> "a miss, fence " + miss.fence().token();
      case Lookup.Unreadable _ -> "nothing that can be read";
      case Lookup.Away _ -> "none, Redis is away";
    };
  }

  private static String of(Heat heat) {
    return switch (heat) {
      case COOL -> "";
      case HOT -> ", and the view is hot";
    };
  }

  static String of(FillResult result) {
    return switch (result) {
      case FillResult.Stored stored -> "stored" + of(stored.heat());
      case FillResult.Rejected _ -> "rejected, the fence is gone";
      case FillResult.Away _ -> "no reply";
    };
  }

  static String of(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Purge purge -> "to be purged, " + text(purge);
      case Verdict.Skip skip -> "needs no purge, " + text(skip);
      case Verdict.Wait wait -> "has to wait, " + text(wait);
    };
  }

  static String of(Kind disturbance) {
    return switch (disturbance) {
      case FLUSH -> "is flushed";
      case RESTART -> "is restarted, empty";
      case REPLICA_LAGS -> "from here on the replica lacks what is written";
      case PROMOTE -> "the replica is promoted";
      default -> text(disturbance);
    };
  }

  private static String text(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String of(Evicted evicted, Timing timing) {
    return evicted.copies().values().stream()
        .distinct()
        .map(copy -> of(copy, timing))
        .collect(Collectors.joining(", "));
  }

  private static String of(EdgeCopy copy, Timing timing) {
    return switch (copy) {
      case EdgeCopy.None() -> "nothing is at the edge";
      case EdgeCopy.Unknown() -> "nobody knows what is at the edge";
      case EdgeCopy.AliveUntil alive -> "a copy may live until t=" + timing.tick(alive.until());
    };
  }
}
