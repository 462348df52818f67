package dev.freshet.viewcache.redis;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The known slots of a cluster. It is refreshed in the background: when a call failed or was
 * redirected, and when a call finds it old. No timer runs, as Lambda stops a function between its
 * invocations. A refresh asks one node after the other until one answers: first the endpoint, whose
 * name may lead to other nodes over time, then the primaries, and replicas last. A node that is
 * silent delays the refresh at most until its breaker is open. Thread-safe; no method blocks.
 */
final class Topology {

  /** A redirect tells of a moved slot sooner; this finds new nodes in a quiet cluster. */
  static final Duration PERIOD = Duration.ofSeconds(60);

  /** Many calls that fail together ask once. */
  private static final Duration LEAST_BETWEEN = Duration.ofMillis(200);

  /** For a node behind which there is another one to ask. */
  private static final Duration SOURCE_TIMEOUT = Duration.ofSeconds(1);

  private final NodeAddress endpoint;
  private final Function<NodeAddress, NodeLink> links;
  private final Consumer<Set<NodeAddress>> listener;
  private final Duration patience;
  private final AtomicReference<@Nullable SlotTable> table = new AtomicReference<>();
  private final AtomicReference<@Nullable CompletableFuture<SlotTable>> refreshing =
      new AtomicReference<>();
  private volatile long begun;

  /**
   * Knows nothing yet.
   *
   * @param listener receives all nodes after each refresh
   * @param patience for a node that is the only one left to ask
   */
  Topology(
      NodeAddress endpoint,
      Function<NodeAddress, NodeLink> links,
      Consumer<Set<NodeAddress>> listener,
      Duration patience) {
    this.endpoint = endpoint;
    this.links = links;
    this.listener = listener;
    this.patience = patience;
  }

  /** The table, null before the first refresh has ended. Begins to refresh an old one. */
  @Nullable SlotTable known() {
    SlotTable known = table.get();
    if (known != null && sinceBegun().compareTo(PERIOD) > 0) {
      var _ = refresh();
    }
    return known;
  }

  /** A node said that a slot is elsewhere, and so may be others. */
  void moved(int slot, NodeAddress primary) {
    table.updateAndGet(known -> known == null ? null : known.with(slot, primary));
    var _ = refresh();
  }

  /** The next table, or the present one if it is quite new; fails if no node answers. */
  CompletableFuture<SlotTable> refresh() {
    CompletableFuture<SlotTable> running = refreshing.get();
    if (running != null && !running.isDone()) {
      return running;
    }
    SlotTable known = table.get();
    if (known != null && sinceBegun().compareTo(LEAST_BETWEEN) < 0) {
      return CompletableFuture.completedFuture(known);
    }
    CompletableFuture<SlotTable> next = new CompletableFuture<>();
    if (!refreshing.compareAndSet(running, next)) {
      return refresh();
    }
    begun = System.nanoTime();
    askAll(next);
    return next;
  }

  private Duration sinceBegun() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void askAll(CompletableFuture<SlotTable> next) {
    var _ =
        ask(sources().iterator())
            .whenComplete((found, failure) -> {
              if (failure == null) {
                table.set(found);
                Set<NodeAddress> nodes = new LinkedHashSet<>(found.nodes());
                nodes.add(endpoint);
                listener.accept(nodes);
                next.complete(found);
              } else {
                next.completeExceptionally(
                    new JedisException("no node of the Redis cluster names its slots", failure));
              }
            });
  }

  private Set<NodeAddress> sources() {
    Set<NodeAddress> sources = new LinkedHashSet<>();
    sources.add(endpoint);
    SlotTable known = table.get();
    if (known != null) {
      sources.addAll(known.nodes());
    }
    return sources;
  }

  private CompletableFuture<SlotTable> ask(Iterator<NodeAddress> sources) {
    NodeLink source = links.apply(sources.next());
    long asked = source.now();
    Duration timeout = sources.hasNext() ? SOURCE_TIMEOUT : patience;
    return source
        .session()
        .thenCompose(Session::slots)
        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
        .thenApply(reply -> SlotTable.of(reply, source.node()))
        .exceptionallyCompose(failure -> {
          source.failed(asked);
          return sources.hasNext() ? ask(sources) : CompletableFuture.failedFuture(failure);
        });
  }
}
