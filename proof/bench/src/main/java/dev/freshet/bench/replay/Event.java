package dev.freshet.bench.replay;

import dev.freshet.domain.Owner;
import java.util.List;

/** An external event, at a time in epoch milliseconds. */
sealed interface Event {
  long at();

  /**
   * A client requests a page.
   *
   * @param fresh time of the client's last acknowledged write, in epoch milliseconds; 0: none
   */
  record Read(long at, int client, Page page, long fresh) implements Event {}

  /**
   * A commit.
   *
   * @param evictedAt time of the eviction from Redis
   * @param parts the views of the owner that show it
   */
  record Write(long at, long evictedAt, Owner owner, List<Part> parts) implements Event {}
}
