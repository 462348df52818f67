package dev.freshet.viewcache.redis;

import dev.freshet.viewcache.redis.RedisLink.Call;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * A cluster: each call goes to the primary of its slot, over a connection that its first call
 * makes. Replicas are never asked for data; that the cluster names one that cannot be reached, as
 * ElastiCache Serverless may on port 6380, has no effect.
 *
 * <p>A call with several keys of a slot on the move fails with TRYAGAIN until the move is over,
 * unless all of them are at the same node.
 */
final class ClusterRoutes implements SlotRoutes {
  private final Function<NodeAddress, NodeLink> connect;
  private final Map<NodeAddress, NodeLink> links = new ConcurrentHashMap<>();
  private final Topology topology;

  /** Begins to ask the endpoint; {@code patience} is for a node that is the only one to ask. */
  ClusterRoutes(NodeAddress endpoint, Function<NodeAddress, NodeLink> connect, Duration patience) {
    this.connect = connect;
    this.topology = new Topology(endpoint, this::link, this::keepOnly, patience);
    var _ = topology.refresh();
  }

  @Override
  public CompletableFuture<NodeLink> to(Call call) {
    int slot = JedisClusterCRC16.getSlot(call.keys().getFirst());
    SlotTable table = topology.known();
    CompletableFuture<SlotTable> known =
        table == null ? topology.refresh() : CompletableFuture.completedFuture(table);
    return known.thenApply(found -> link(primaryOf(slot, found)));
  }

  @Override
  public Optional<NodeLink> follow(Redirect redirect, NodeLink said) {
    String host = redirect.host().isEmpty() ? said.node().host() : redirect.host();
    NodeAddress node = new NodeAddress(host, redirect.port());
    if (redirect.lasting()) {
      topology.moved(redirect.slot(), node);
    }
    return Optional.of(link(node));
  }

  @Override
  public void doubt() {
    var _ = topology.refresh();
  }

  @Override
  public void disconnect() {
    links.values().forEach(NodeLink::close);
  }

  private NodeAddress primaryOf(int slot, SlotTable table) {
    return table
        .primaryOf(slot)
        .orElseThrow(() -> new JedisException("no primary has slot " + slot + " of the cluster"));
  }

  /** Connections to nodes that left the cluster are closed. */
  private void keepOnly(Set<NodeAddress> nodes) {
    links.forEach((node, link) -> {
      if (!nodes.contains(node) && links.remove(node, link)) {
        link.close();
      }
    });
  }

  private NodeLink link(NodeAddress node) {
    return links.computeIfAbsent(node, connect);
  }
}
