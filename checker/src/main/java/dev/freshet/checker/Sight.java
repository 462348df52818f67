package dev.freshet.checker;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.domain.ViewsEvicted.Witness;
import org.jspecify.annotations.Nullable;

/** What the governor gets to see of Redis' memory: all there is, unless that is what is broken. */
final class Sight {
  private final Variant variant;

  Sight(Variant variant) {
    this.variant = variant;
  }

  /** The answer of an eviction, for a decision on one of its views. */
  ViewsEvicted of(ViewsEvicted evicted, Eviction eviction) {
    Witness witness = evicted.witness();
    boolean marked = eviction.edge() instanceof EdgeCopy.AliveUntil;
    if (witness == null) {
      return evicted;
    }
    return switch (variant) {
      case ABSENCE_TRUSTED -> with(evicted, null);
      case MARK_TRUSTED -> marked ? with(evicted, null) : evicted;
      case SERVER_UNSEEN, ROLE_UNSEEN -> with(evicted, of(witness));
      default -> evicted;
    };
  }

  private static ViewsEvicted with(ViewsEvicted evicted, @Nullable Witness witness) {
    return new ViewsEvicted(evicted.owner(), evicted.evictedAt(), evicted.evictions(), witness);
  }

  Witness of(Witness witness) {
    return switch (variant) {
      case SERVER_UNSEEN -> new Witness("", witness.evictedKeys(), witness.flushes());
      case ROLE_UNSEEN ->
          new Witness(process(witness.server()), witness.evictedKeys(), witness.flushes());
      default -> witness;
    };
  }

  /** Of two that take turns, whichever part it played before: each turn adds a letter. */
  private static String process(String server) {
    return server.length() % 2 == 0 ? "one" : "other";
  }
}
