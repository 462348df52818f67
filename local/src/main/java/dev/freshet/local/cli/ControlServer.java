package dev.freshet.local.cli;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.UserId;
import dev.freshet.emulators.loopback.LoopbackServer;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.local.system.RunningStack;
import dev.freshet.table.read.ItemReads;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Answers the other commands on behalf of a running system, on 127.0.0.1 only. */
final class ControlServer implements AutoCloseable {

  /** As long as a working session, so that a pasted line keeps working. */
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(8);

  private final LocalSystem system;
  private final WebServer server;

  ControlServer(LocalSystem system) {
    this.system = system;
    this.server =
        LoopbackServer.start(routing ->
            routing
                .post("/token", this::token)
                .get(
                    "/stack",
                    (_, response) -> response.send(StackJson.write(RunningStack.of(system))))
                .register("/faults", new FaultRoutes(system.faults())));
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.stop();
  }

  private void token(ServerRequest request, ServerResponse response) {
    String name = request.query().first("user").orElse("");
    find(name)
        .ifPresentOrElse(
            user -> response.send(system.token(user, TOKEN_LIFETIME)),
            () -> response.status(Status.NOT_FOUND_404).send("unknown user " + name));
  }

  private Optional<UserId> find(String name) {
    try {
      UserId user = new UserId(name);
      return new ItemReads(system.table())
          .get(ItemKey.of(ItemType.PROFILE, user))
          .map(profile -> user);
    } catch (IllegalArgumentException notAName) {
      return Optional.empty();
    }
  }
}
