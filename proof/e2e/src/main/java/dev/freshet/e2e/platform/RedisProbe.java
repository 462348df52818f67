package dev.freshet.e2e.platform;

import dev.freshet.domain.UserId;
import java.util.Map;
import java.util.Optional;

/** What a scenario may see and spoil in Redis. */
public interface RedisProbe {

  /** Whether any page of this view of this user is cached. */
  boolean holds(UserId user, String view);

  /** The pages of this view of this user that are cached. */
  Map<String, String> pages(UserId user, String view);

  /** Puts pages back that an eviction has removed: what a snapshot that is restored brings. */
  void restorePages(UserId user, String view, Map<String, String> pages);

  /** Whether copies of this view of this user may live long at the edge. */
  boolean leased(UserId user, String view);

  Optional<String> fence(UserId user, String view);

  /** Puts a fence back that an eviction has removed: what a protocol without a fence amounts to. */
  void restoreFence(UserId user, String view, String fence);
}
