package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import java.time.Instant;
import java.util.Optional;

/** Load the page from the table, strongly consistently. */
public final class LoadStep implements Step {
  private final ReadContext context;
  private final Optional<Fence> fence;
  private final Decision reason;

  private LoadStep(ReadContext context, Optional<Fence> fence, Decision reason) {
    this.context = context;
    this.fence = fence;
    this.reason = reason;
  }

  /** A load to be filled under this fence. */
  static LoadStep fenced(ReadContext context, Fence fence) {
    return new LoadStep(context, Optional.of(fence), Decision.MISS);
  }

  /** A load that no cache may keep, for this reason. */
  static LoadStep uncached(ReadContext context, Decision reason) {
    return new LoadStep(context, Optional.empty(), reason);
  }

  /**
   * Goes on with what was loaded.
   *
   * @param startedAt before the first read of the load
   */
  public Step loaded(LoadedView loaded, Instant startedAt, Instant now) {
    Envelope page =
        new Envelope(context.request().owner(), startedAt, loaded.etag(), loaded.body());
    return fence
        .<Step>map(unbroken -> new FillStep(context, unbroken, page, now))
        .orElseGet(() -> ReadContext.uncached(page, reason));
  }
}
