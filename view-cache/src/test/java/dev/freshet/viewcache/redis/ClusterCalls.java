package dev.freshet.viewcache.redis;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import dev.freshet.servers.RedisCluster;
import dev.freshet.servers.RedisNode;
import dev.freshet.viewcache.CacheLimits;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.redis.RedisLink.Call;
import io.lettuce.core.cluster.SlotHash;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Owners by the place of their keys in a cluster, and the calls for them. */
final class ClusterCalls {
  private static final ViewName ORDERS = new ViewName("orders");

  private ClusterCalls() {}

  /** An owner for each of the primaries, in their order. */
  static List<Owner> ownersByPrimary(RedisCluster cluster) {
    return cluster.nodes().subList(0, RedisCluster.PRIMARIES).stream()
        .map(primary ->
            owners().filter(owner -> cluster.primaryOf(slotOf(owner)) == primary).findFirst())
        .map(Optional::orElseThrow)
        .toList();
  }

  static int slotOf(Owner owner) {
    return SlotHash.getSlot(pageKey(owner));
  }

  /** The key that an eviction deletes. */
  static String pageKey(Owner owner) {
    return ViewKeys.of(owner, ORDERS).pages();
  }

  static Call evict(Owner owner) {
    return new Call(ViewKeys.of(owner, ORDERS).all(), List.of("", "1000"));
  }

  static Call read(Owner owner) {
    return new Call(
        ViewKeys.of(owner, ORDERS).all(),
        List.of(
            "",
            StoredEnvelope.FORMAT,
            "0",
            "0",
            "0",
            Fence.random().token(),
            Long.toString(CacheLimits.FENCE_TTL.toMillis())));
  }

  /** Stores a page as a fill would. */
  static void put(RedisNode primary, Owner owner) {
    primary.ask("HSET", pageKey(owner), "page", "body");
  }

  static boolean has(RedisNode primary, Owner owner) {
    return primary.ask("EXISTS", pageKey(owner)).equals("1");
  }

  private static Stream<Owner> owners() {
    return IntStream.range(0, 1_000).mapToObj(i -> Owner.of(new UserId("user" + i)));
  }
}
