package dev.freshet.checker.model;

import dev.freshet.viewcache.GenerationState;
import dev.freshet.viewcache.protocol.Agreement;
import dev.freshet.viewcache.protocol.Decision;
import dev.freshet.viewcache.protocol.EdgePolicy;
import dev.freshet.viewcache.protocol.ServedView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The lifetime of a page at the edge, by the protocol's rule or without a part of it. */
final class BrokenPolicy {
  private BrokenPolicy() {}

  static EdgePolicy of(World world, JoinedPage page, Instant now) {
    List<ServedView> parts = page.parts();
    EdgePolicy policy = world.protocol().edge(parts, now);
    if (policy instanceof EdgePolicy.NoStore(Decision reason) && reason != Decision.SLOW) {
      return policy;
    }
    return switch (world.variant()) {
      case SLOW_CACHED -> world.protocol().edge(parts, first(parts, now));
      case JOIN_LATE ->
          world.protocol().edge(parts.stream().map(p -> at(p, last(parts))).toList(), now);
      case CARD_UNLEASED -> world.protocol().edge(parts.subList(0, 1), now);
      case LIFE_UNCUT, ONE_TIER -> longer(world, parts, policy, now);
      default -> policy;
    };
  }

  private static EdgePolicy longer(
      World world, List<ServedView> parts, EdgePolicy policy, Instant now) {
    if (!(policy instanceof EdgePolicy.Store store) || parts.size() > 1) {
      return policy;
    }
    Agreement.Agreed agreed = (Agreement.Agreed) parts.getFirst().agreement();
    Instant until = agreed.state().leasedUntil();
    Duration whole = world.timing().edgeTtl();
    Duration left =
        Duration.between(agreed.at(), until)
            .minus(world.timing().times().purgeWindow())
            .minus(world.timing().times().clockSkew());
    boolean uncut = world.variant() == Variant.LIFE_UNCUT && until.isAfter(now);
    long life = uncut || left.compareTo(whole) > 0 ? whole.toSeconds() : left.toSeconds();
    return life > store.seconds() ? new EdgePolicy.Store(life, life >= whole.toSeconds()) : store;
  }

  private static Instant first(List<ServedView> parts, Instant otherwise) {
    return parts.stream().map(part -> time(part, otherwise)).min(Instant::compareTo).orElseThrow();
  }

  private static Instant last(List<ServedView> parts) {
    return parts.stream()
        .map(part -> time(part, Instant.MIN))
        .max(Instant::compareTo)
        .orElseThrow();
  }

  private static Instant time(ServedView part, Instant otherwise) {
    return part.agreement() instanceof Agreement.Agreed agreed ? agreed.at() : otherwise;
  }

  private static ServedView at(ServedView part, Instant at) {
    return switch (part.agreement()) {
      case Agreement.Agreed(Instant _, GenerationState state) ->
          new ServedView(
              part.request(),
              part.page(),
              part.source(),
              new Agreement.Agreed(at, state),
              part.cacheTime(),
              part.loadTime());
      case Agreement.None _ -> part;
    };
  }
}
