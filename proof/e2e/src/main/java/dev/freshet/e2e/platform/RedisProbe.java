package dev.freshet.e2e.platform;

import dev.freshet.domain.UserId;
import java.util.Map;
import java.util.Optional;

/** A scenario's access to Redis. */
public interface RedisProbe {

  /** Whether a page of this user's view is cached. */
  boolean holds(UserId user, String view);

  /** The cached pages of this user's view. */
  Map<String, String> pages(UserId user, String view);

  /** Restores evicted pages, as a restored snapshot would. */
  void restorePages(UserId user, String view, Map<String, String> pages);

  /** Whether this user's view has a lease. */
  boolean leased(UserId user, String view);

  Optional<String> fence(UserId user, String view);

  /** Restores an evicted fence, which simulates a protocol without fences. */
  void restoreFence(UserId user, String view, String fence);
}
