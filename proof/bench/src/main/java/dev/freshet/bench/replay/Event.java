package dev.freshet.bench.replay;

import dev.freshet.domain.Owner;
import java.util.List;

/** What happens outside of the system, at a time in epoch milliseconds. */
sealed interface Event {
  long at();

  /**
   * A client asks for a page.
   *
   * @param fresh when the client's own last write was acknowledged, in epoch milliseconds; 0: none
   */
  record Read(long at, int client, Page page, long fresh) implements Event {}

  /**
   * A commit.
   *
   * @param evictedAt when Redis is cleared of the views
   * @param parts the views of the owner that show it
   */
  record Write(long at, long evictedAt, Owner owner, List<Part> parts) implements Event {}
}
