package dev.freshet.viewcache.redis;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol;

/** Which primary has which slot of a cluster, and all nodes of it. Immutable. */
final class SlotTable {
  private final @Nullable NodeAddress[] primaries;
  private final Set<NodeAddress> nodes;

  private SlotTable(@Nullable NodeAddress[] primaries, Set<NodeAddress> nodes) {
    this.primaries = primaries;
    this.nodes = nodes;
  }

  /**
   * Reads the reply of CLUSTER SLOTS: ranges of first slot, last slot, primary, replicas. A node
   * without a host has that of the node that was asked; one with the host {@code ?} has none (<a
   * href="https://redis.io/docs/latest/commands/cluster-slots/">CLUSTER SLOTS</a>).
   *
   * @throws IllegalArgumentException if no slot has a primary, as in a node that lost its cluster
   */
  static SlotTable of(List<?> reply, NodeAddress asked) {
    @Nullable NodeAddress[] primaries = new NodeAddress[Protocol.CLUSTER_HASHSLOTS];
    Set<NodeAddress> leading = new LinkedHashSet<>();
    Set<NodeAddress> following = new LinkedHashSet<>();
    for (Object item : reply) {
      List<?> range = (List<?>) item;
      address(range.get(2), asked)
          .ifPresent(primary -> {
            leading.add(primary);
            Arrays.fill(primaries, number(range.get(0)), number(range.get(1)) + 1, primary);
          });
      range.stream().skip(3).forEach(node -> address(node, asked).ifPresent(following::add));
    }
    if (leading.isEmpty()) {
      throw new IllegalArgumentException("Redis at " + asked + " knows of no slots");
    }
    leading.addAll(following);
    return new SlotTable(primaries, leading);
  }

  /** Empty if the cluster has lost the slot. */
  Optional<NodeAddress> primaryOf(int slot) {
    return Optional.ofNullable(primaries[slot]);
  }

  /** Primaries first. */
  Set<NodeAddress> nodes() {
    return nodes;
  }

  /** This table but for one slot that has moved. */
  SlotTable with(int slot, NodeAddress primary) {
    @Nullable NodeAddress[] changed = primaries.clone();
    changed[slot] = primary;
    Set<NodeAddress> more = new LinkedHashSet<>(nodes);
    more.add(primary);
    return new SlotTable(changed, more);
  }

  private static Optional<NodeAddress> address(Object node, NodeAddress asked) {
    List<?> parts = (List<?>) node;
    Object host = parts.get(0);
    int port = number(parts.get(1));
    if (host == null || host.equals("")) {
      return Optional.of(new NodeAddress(asked.host(), port));
    }
    return host.equals("?") ? Optional.empty() : Optional.of(new NodeAddress((String) host, port));
  }

  private static int number(Object value) {
    return Math.toIntExact((Long) value);
  }
}
