package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.EdgeUntil;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Heat;
import dev.freshet.viewcache.PageKey;
import java.time.Duration;
import java.time.Instant;

/** Fill the cache with the page that was loaded. */
public final class FillStep implements Step {
  private final Course course;
  private final Fence fence;
  private final Envelope page;
  private final EdgeOffer edge;

  FillStep(Course course, Fence fence, Envelope page, Instant madeAt) {
    this.course = course;
    this.fence = fence;
    this.page = page;
    this.edge = course.edgeOffer(madeAt);
  }

  public PageKey key() {
    return course.request().key();
  }

  public Fence fence() {
    return fence;
  }

  public Envelope page() {
    return page;
  }

  public Duration timeToLive() {
    return course.request().view().cacheTtl();
  }

  public EdgeUntil edgeUntil() {
    return course.edgeUntil(edge);
  }

  /**
   * Goes on with what became of it. An unbroken fence says that the page was not evicted up to the
   * fill, so the time on the way to the edge counts from here, however long the load took.
   */
  public Answer filled(FillResult result, Instant now) {
    return switch (result) {
      case FillResult.Stored(Heat heat) -> {
        course.tell(Decision.STORED);
        yield course.answer(page, Answer.Source.TABLE, edge, heat, now);
      }
      case FillResult.Rejected _ -> uncached(Decision.REJECTED);
      case FillResult.Away _ -> uncached(Decision.AWAY);
    };
  }

  private Answer uncached(Decision reason) {
    course.tell(reason);
    return Course.uncached(page, reason);
  }
}
