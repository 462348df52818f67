package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.ViewCache;
import java.time.Instant;

/** Fill the cache with the page that was loaded. */
public final class FillStep implements Step {
  private final ReadContext context;
  private final Fence fence;
  private final Envelope page;
  private final Instant madeAt;

  FillStep(ReadContext context, Fence fence, Envelope page, Instant madeAt) {
    this.context = context;
    this.fence = fence;
    this.page = page;
    this.madeAt = madeAt;
  }

  /**
   * The call.
   *
   * @param candidate becomes the generation if the view has no page
   */
  public ViewCache.Fill call(Generation candidate) {
    return new ViewCache.Fill(
        context.request().key(),
        fence,
        candidate,
        page,
        context.timeToLive(page.loadedAt(), madeAt));
  }

  /**
   * Goes on with the outcome. An unbroken fence says that the page was not evicted up to the fill,
   * so the time on the way to the edge counts from here, however long the load took.
   */
  public Answer filled(FillResult result) {
    return switch (result) {
      case FillResult.Stored stored -> {
        context.tell(Decision.STORED);
        yield context.answer(
            page, Answer.Source.TABLE, new Agreement.Agreed(madeAt, stored.state()));
      }
      case FillResult.Rejected _ -> uncached(Decision.REJECTED);
      case FillResult.Unavailable _ -> uncached(Decision.UNAVAILABLE);
    };
  }

  private Answer uncached(Decision reason) {
    context.tell(reason);
    return ReadContext.uncached(page, reason);
  }
}
