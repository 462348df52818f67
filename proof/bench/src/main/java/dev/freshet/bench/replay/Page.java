package dev.freshet.bench.replay;

import java.util.List;

/**
 * A page; one object for each.
 *
 * @param number counts pages from 0
 * @param parts the requested view, then the cards on its page
 */
record Page(int number, List<Part> parts) {
  Part own() {
    return parts.getFirst();
  }

  boolean isJoined() {
    return parts.size() > 1;
  }
}
