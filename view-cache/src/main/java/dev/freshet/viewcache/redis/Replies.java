package dev.freshet.viewcache.redis;

import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted.FoundLease;
import dev.freshet.viewcache.Election;
import dev.freshet.viewcache.EvictionResult;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.GenerationState;
import dev.freshet.viewcache.Lookup;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the scripts' replies mean. */
final class Replies {
  private Replies() {}

  static Lookup lookup(List<String> reply) {
    return switch (reply.getFirst()) {
      case "hit" -> hit(reply);
      case "miss" -> new Lookup.Miss(new Fence(reply.get(1)));
      default -> throw unknown(reply.getFirst());
    };
  }

  private static Lookup hit(List<String> reply) {
    if (reply.get(2).isEmpty()) {
      return new Lookup.Unreadable();
    }
    return StoredEnvelope.read(reply.get(1))
        .<Lookup>map(
            envelope -> new Lookup.Hit(envelope, state(reply.get(2), reply.get(3), reply.get(4))))
        .orElseGet(Lookup.Unreadable::new);
  }

  static FillResult filled(List<String> reply) {
    return switch (reply.getFirst()) {
      case "stored" -> new FillResult.Stored(state(reply.get(1), reply.get(2), "0"));
      case "rejected" -> new FillResult.Rejected();
      default -> throw unknown(reply.getFirst());
    };
  }

  private static GenerationState state(String generation, String until, String saved) {
    return new GenerationState(new Generation(generation), time(until), Long.parseLong(saved));
  }

  static long count(List<String> reply) {
    return Long.parseLong(reply.getFirst());
  }

  static Election election(List<String> reply) {
    return switch (reply.getFirst()) {
      case "elected" -> new Election.Elected(time(reply.get(1)));
      case "refused" -> new Election.NotElected();
      default -> throw unknown(reply.getFirst());
    };
  }

  static boolean leased(List<String> reply) {
    return switch (reply.getFirst()) {
      case "leased" -> true;
      case "ended" -> false;
      default -> throw unknown(reply.getFirst());
    };
  }

  static EvictionResult.Evicted evicted(List<ViewName> views, List<String> reply) {
    SortedMap<ViewName, FoundLease> found = new TreeMap<>();
    for (int i = 0; i < views.size(); i++) {
      String generation = reply.get(1 + 2 * i);
      if (!generation.isEmpty()) {
        found.put(views.get(i), new FoundLease(generation, time(reply.get(2 + 2 * i))));
      }
    }
    return new EvictionResult.Evicted(time(reply.getFirst()), found);
  }

  private static Instant time(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }

  private static IllegalStateException unknown(String word) {
    return new IllegalStateException("unexpected reply of the script: " + word);
  }
}
