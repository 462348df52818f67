package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.GenerationState;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.ViewCache;
import java.time.Instant;

/** Read the cache. */
public final class ReadStep implements Step {
  private final ReadContext context;
  private final Instant madeAt;

  ReadStep(ReadContext context, Instant madeAt) {
    this.context = context;
    this.madeAt = madeAt;
  }

  /**
   * The call.
   *
   * @param candidate becomes the fence if the view has none
   */
  public ViewCache.Read call(Fence candidate) {
    ViewRequest request = context.request();
    return new ViewCache.Read(
        request.key(),
        context.notBefore(),
        request.ifNoneMatch().orElse(null),
        EdgeRule.leasedEnough(request.view().edgeTtl(), context.times(), madeAt),
        candidate);
  }

  /** Goes on with what was found. */
  public Step found(Lookup lookup) {
    return switch (lookup) {
      case Lookup.Hit(Envelope page, GenerationState state)
          when page.owner().equals(context.request().owner()) ->
          hit(page, state);
      case Lookup.Hit _, Lookup.Unreadable _ -> mismatch();
      case Lookup.Miss miss -> miss(miss);
      case Lookup.Unavailable _ -> unavailable();
    };
  }

  private Answer hit(Envelope page, GenerationState state) {
    context.tell(Decision.HIT);
    return context.answer(page, Answer.Source.CACHE, new Agreement.Agreed(madeAt, state));
  }

  private LoadStep miss(Lookup.Miss miss) {
    context.tell(Decision.MISS);
    return LoadStep.fenced(context, miss.fence());
  }

  private LoadStep unavailable() {
    context.tell(Decision.UNAVAILABLE);
    return LoadStep.uncached(context, Decision.UNAVAILABLE);
  }

  private DiscardStep mismatch() {
    context.tell(Decision.OWNER_MISMATCH);
    return new DiscardStep(context);
  }
}
