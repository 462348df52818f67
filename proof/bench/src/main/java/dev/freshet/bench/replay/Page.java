package dev.freshet.bench.replay;

import java.util.List;

/**
 * What a client asks for. There is one object for each.
 *
 * @param number counts pages from 0
 * @param parts the view that is asked for, then the cards that its page shows
 */
record Page(int number, List<Part> parts) {
  Part own() {
    return parts.getFirst();
  }

  boolean isJoined() {
    return parts.size() > 1;
  }
}
