package dev.freshet.checker.model;

import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.GenerationState;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.purge.PurgeReason;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes the answers of calls in a trace. */
final class Words {
  private Words() {}

  static String of(Lookup found, World world) {
    return switch (found) {
      case Lookup.Hit hit ->
          "a hit, v" + Table.versionOf(hit.envelope().body()) + of(hit.state(), world);
      case Lookup.Miss miss -> "a miss, fence " + miss.fence().token();
      case Lookup.Unreadable _ -> "nothing that can be read";
      case Lookup.Unavailable _ -> "none, Redis is unavailable";
    };
  }

  private static String of(GenerationState state, World world) {
    boolean leased = state.leasedUntil().isAfter(GenerationState.NOT_LEASED);
    return " of generation "
        + state.generation().token()
        + (leased ? ", leased until t=" + world.timing().tick(state.leasedUntil()) : "")
        + (state.savedAnswers() > 0 ? ", saved " + state.savedAnswers() : "");
  }

  static String of(FillResult result, World world) {
    return switch (result) {
      case FillResult.Stored stored -> "stored" + of(stored.state(), world);
      case FillResult.Rejected _ -> "rejected, the fence is gone";
      case FillResult.Unavailable _ -> "no reply";
    };
  }

  static String of(Records changed, World world) {
    String leases =
        changed.leases().entrySet().stream()
            .map(it ->
                it.getKey().owner()
                    + " "
                    + it.getKey().view()
                    + " "
                    + of(it.getValue().value(), world))
            .collect(Collectors.joining(", "));
    return leases
        + changed
            .ledger()
            .map(it -> " (spent " + it.value().spent() + " of " + it.value().committed() + ")")
            .orElse("");
  }

  private static String of(Lease lease, World world) {
    return lease.grants().stream()
        .map(grant ->
            "%s from t=%d to t=%d until t=%d%s"
                .formatted(
                    grant.generation().token(),
                    world.timing().tick(grant.firstAt()),
                    world.timing().tick(grant.lastAt()),
                    world.timing().tick(grant.until()),
                    grant.prepaid() ? ", prepaid" : ""))
        .collect(Collectors.joining("; ", "[", "]"));
  }

  static String of(Map<PurgeReason, Integer> reasons) {
    return reasons.keySet().stream().map(Words::text).collect(Collectors.joining(", "));
  }

  static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
