package dev.freshet.viewcache.redis;

import dev.freshet.viewcache.redis.RedisLink.Call;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Which server a call goes to. Thread-safe; no method blocks. */
interface SlotRoutes {

  /** The server that has the keys, or the answer to come which one it is. */
  CompletableFuture<NodeLink> to(Call call);

  /** The server that another one named, empty if there is only one anyway. */
  Optional<NodeLink> follow(Redirect redirect, NodeLink said);

  /** A call failed: another server may have taken its place. */
  void doubt();

  /** Closes all connections; the next call makes new ones. */
  void disconnect();

  /** There is only the one server. */
  record OneServer(NodeLink server) implements SlotRoutes {
    @Override
    public CompletableFuture<NodeLink> to(Call call) {
      return CompletableFuture.completedFuture(server);
    }

    @Override
    public Optional<NodeLink> follow(Redirect redirect, NodeLink said) {
      return Optional.empty();
    }

    @Override
    public void doubt() {
      // the address stays
    }

    @Override
    public void disconnect() {
      server.close();
    }
  }
}
