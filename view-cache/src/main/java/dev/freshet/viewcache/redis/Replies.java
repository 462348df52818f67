package dev.freshet.viewcache.redis;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Heat;
import dev.freshet.viewcache.Lookup;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the scripts' replies mean. */
final class Replies {
  private Replies() {}

  static Lookup lookup(List<String> reply) {
    String value = reply.get(1);
    return switch (reply.getFirst()) {
      case "hit" ->
          StoredEnvelope.read(value)
              .<Lookup>map(envelope -> new Lookup.Hit(envelope, heat(reply.getLast())))
              .orElseGet(Lookup.Unreadable::new);
      case "miss" -> new Lookup.Miss(new Fence(value));
      default -> throw unknown(reply.getFirst());
    };
  }

  static FillResult filled(List<String> reply) {
    return switch (reply.getFirst()) {
      case "stored" -> new FillResult.Stored(heat(reply.getLast()));
      case "rejected" -> new FillResult.Rejected();
      default -> throw unknown(reply.getFirst());
    };
  }

  static Evicted evicted(List<ViewName> views, List<String> reply) {
    Optional<ViewsEvicted.Witness> witness = witness(reply.getLast());
    SortedMap<ViewName, EdgeCopy> copies = new TreeMap<>();
    for (int i = 0; i < views.size(); i++) {
      copies.put(views.get(i), copy(reply.get(i), witness.isPresent()));
    }
    return new Evicted(copies, witness);
  }

  private static Heat heat(String word) {
    return switch (word) {
      case "cool" -> Heat.COOL;
      case "hot" -> Heat.HOT;
      default -> throw unknown(word);
    };
  }

  /** Whatever a mark says: without a witness, nobody can tell whether it says all. */
  private static EdgeCopy copy(String mark, boolean witnessed) {
    if (!witnessed) {
      return new EdgeCopy.Unknown();
    }
    return switch (mark) {
      case "none", "taken" -> new EdgeCopy.None();
      default -> new EdgeCopy.AliveUntil(Instant.ofEpochMilli(Long.parseLong(mark)));
    };
  }

  private static Optional<ViewsEvicted.Witness> witness(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = text.split(" ", 3);
    return Optional.of(
        new ViewsEvicted.Witness(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
  }

  private static IllegalStateException unknown(String word) {
    return new IllegalStateException("the script answered " + word + ", which is no answer");
  }
}
