package dev.freshet.emulators.cloudfront.edge;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The origins of a distribution by their ids, each with connections of its own. Thread-safe. */
final class Origins implements AutoCloseable {
  private final Map<String, OriginServer> byId = new ConcurrentHashMap<>();
  private final Function<String, URI> addresses;
  private final Duration responseTimeout;

  Origins(Function<String, URI> addresses, Duration responseTimeout) {
    this.addresses = addresses;
    this.responseTimeout = responseTimeout;
  }

  EdgeResponse ask(String id, OriginRequest request) {
    return byId.computeIfAbsent(id, each -> server(addresses.apply(each))).ask(request);
  }

  private OriginServer server(URI address) {
    return "file".equals(address.getScheme())
        ? new Bucket(Path.of(address))
        : new Origin(address, responseTimeout);
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    byId.values().forEach(OriginServer::close);
  }
}
