package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import java.time.Instant;
import java.util.Optional;

/** Load the page from the table, strongly consistently. */
public final class LoadStep implements Step {
  private final Course course;
  private final Optional<Fence> fence;
  private final Decision reason;

  private LoadStep(Course course, Optional<Fence> fence, Decision reason) {
    this.course = course;
    this.fence = fence;
    this.reason = reason;
  }

  /** A load to be filled under this fence. */
  static LoadStep fenced(Course course, Fence fence) {
    return new LoadStep(course, Optional.of(fence), Decision.MISS);
  }

  /** A load that nobody may keep, for this reason. */
  static LoadStep uncached(Course course, Decision reason) {
    return new LoadStep(course, Optional.empty(), reason);
  }

  /**
   * Goes on with what was loaded.
   *
   * @param startedAt before the first read of the load
   */
  public Step loaded(LoadedView loaded, Instant startedAt, Instant now) {
    Envelope page = new Envelope(course.request().owner(), startedAt, loaded.etag(), loaded.body());
    return fence
        .<Step>map(unbroken -> new FillStep(course, unbroken, page, now))
        .orElseGet(() -> Course.uncached(page, reason));
  }
}
