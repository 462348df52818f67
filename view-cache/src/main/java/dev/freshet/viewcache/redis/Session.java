package dev.freshet.viewcache.redis;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An open connection, to one server or to a cluster, with the scripts loaded. */
record Session(
    StatefulConnection<String, String> connection,
    RedisScriptingAsyncCommands<String, String> commands) {

  /** Loads the scripts on every server of the connection. */
  CompletionStage<Session> withScriptsLoaded() {
    CompletableFuture<?>[] loads =
        Arrays.stream(Script.values())
            .map(script -> commands.scriptLoad(script.source()).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(loads).thenApply(_ -> this);
  }
}
