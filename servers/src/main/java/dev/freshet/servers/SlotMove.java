package dev.freshet.servers;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The move of one slot from one primary to another, step by step, as {@code redis-cli --cluster
 * reshard} does it (<a href="https://redis.io/docs/latest/commands/cluster-setslot/">CLUSTER
 * SETSLOT</a>). Between {@link #begin} and {@link #end} the old primary redirects with ASK, after
 * it with MOVED.
 */
public final class SlotMove {
  private static final int KEYS_AT_ONCE = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MIGRATE_TIMEOUT_MILLIS = 5_000;

  private final String slot;
  private final RedisNode from;
  private final RedisNode to;
  private final List<RedisNode> witnesses;

  SlotMove(int slot, RedisNode from, RedisNode to, List<RedisNode> witnesses) {
    this.slot = Integer.toString(slot);
    this.witnesses = witnesses;
    this.from = from;
    this.to = to;
  }

  /** From now on, commands for keys that the old primary does not hold are sent to the new one. */
  public SlotMove begin() {
    to.ask("CLUSTER", "SETSLOT", slot, "IMPORTING", from.id());
    from.ask("CLUSTER", "SETSLOT", slot, "MIGRATING", to.id());
    return this;
  }

  /** Moves all keys that are in the slot now. */
  public SlotMove keys() {
    for (List<String> keys = someKeys(); !keys.isEmpty(); keys = someKeys()) {
      from.ask(
          Stream.concat(
                  Stream.of(
                      "MIGRATE",
                      "127.0.0.1",
                      Integer.toString(to.port()),
                      "",
                      "0",
                      Integer.toString(MIGRATE_TIMEOUT_MILLIS),
                      "REPLACE",
                      "KEYS"),
                  keys.stream())
              .toArray(String[]::new));
    }
    return this;
  }

  /** The new primary has the slot for good. Waits until all running nodes agree on that. */
  public void end() {
    to.ask("CLUSTER", "SETSLOT", slot, "NODE", to.id());
    from.ask("CLUSTER", "SETSLOT", slot, "NODE", to.id());
    String epoch = epochSeenBy(to);
    Polling.await(
        PATIENCE,
        "the nodes did not agree on slot " + slot,
        () -> witnesses.stream().allMatch(node -> epochSeenBy(node).equals(epoch)));
  }

  /** The version of the new primary's claims, in {@code CLUSTER NODES} the seventh field. */
  private String epochSeenBy(RedisNode node) {
    return node.ask("CLUSTER", "NODES")
        .lines()
        .filter(line -> line.startsWith(to.id()))
        .map(line -> line.split(" ", -1)[6])
        .findFirst()
        .orElse("");
  }

  private List<String> someKeys() {
    String keys = from.ask("CLUSTER", "GETKEYSINSLOT", slot, Integer.toString(KEYS_AT_ONCE));
    return Stream.of(keys.substring(1, keys.length() - 1).split(", "))
        .filter(key -> !key.isEmpty())
        .toList();
  }
}
