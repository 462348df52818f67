package dev.freshet.viewcache.redis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a node of a cluster sends a client (<a
 * href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/">cluster
 * specification</a>).
 *
 * @param slot that the keys are in
 * @param host empty for that of the node that says so
 * @param lasting whether the slot is there from now on (MOVED), or this once (ASK)
 */
record Redirect(int slot, String host, int port, boolean lasting) {
  private static final Pattern SHAPE = Pattern.compile("(MOVED|ASK) (\\d+) (.*):(\\d+)");

  /** Empty if the error of a node is no redirection. */
  static Optional<Redirect> of(String error) {
    Matcher parts = SHAPE.matcher(error);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Redirect(
            Integer.parseInt(parts.group(2)),
            parts.group(3),
            Integer.parseInt(parts.group(4)),
            parts.group(1).equals("MOVED")));
  }
}
