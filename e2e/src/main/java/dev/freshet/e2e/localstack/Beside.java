package dev.freshet.e2e.localstack;

import dev.freshet.local.cloudfront.DistributionReader;
import dev.freshet.local.edge.Edge;
import dev.freshet.local.edge.EdgeOptions;
import dev.freshet.local.system.PhysicalNames;
import dev.freshet.local.system.TableProxy;
import dev.freshet.local.system.TokenIssuer;
import dev.freshet.local.template.Template;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What stands beside LocalStack because its free edition lacks it, or to break things with: the
 * issuer, the edge with its API, a proxy before the table, and the containers themselves. The
 * functions find each by configuration: a parameter of the template or an endpoint setting of the
 * SDK.
 */
final class Beside implements AutoCloseable {
  private static final String AUDIENCE = "freshet";

  private final Containers containers;
  private final TokenIssuer issuer;
  private final TableProxy tableProxy;
  private final Edge edge;
  private final AtomicReference<URI> origin;

  private Beside(
      Containers containers,
      TokenIssuer issuer,
      TableProxy tableProxy,
      Edge edge,
      AtomicReference<URI> origin) {
    this.containers = containers;
    this.issuer = issuer;
    this.tableProxy = tableProxy;
    this.edge = edge;
    this.origin = origin;
  }

  static Beside start(Path template, Duration purgeWindow) {
    Containers.requireDocker();
    String host = Containers.hostForContainers();
    int awsPort = Containers.freePort();
    TokenIssuer issuer = TokenIssuer.start(AUDIENCE, address(host), 0);
    TableProxy tableProxy =
        new TableProxy(URI.create("http://127.0.0.1:" + awsPort), address(host));
    AtomicReference<URI> origin = new AtomicReference<>();
    Edge edge = edge(template, purgeWindow, host, origin);
    Containers containers =
        Containers.start(
            host,
            awsPort,
            "-e AWS_ENDPOINT_URL_CLOUDFRONT=http://%s:%d -e AWS_ENDPOINT_URL_DYNAMODB=http://%s:%d"
                .formatted(host, edge.cloudFrontEndpoint().getPort(), host, tableProxy.port()));
    return new Beside(containers, issuer, tableProxy, edge, origin);
  }

  /** The parameters by which the stack uses what stands here. */
  Map<String, String> parameters(Duration purgeWindow) {
    return Map.of(
        "RedisUrl",
        containers.redisUrl() + "?timeout=1s",
        "Issuer",
        issuer.issuer().toString(),
        "Audience",
        AUDIENCE,
        "PurgeWindowSeconds",
        Long.toString(purgeWindow.toSeconds()));
  }

  /** Points the edge at the API of the stack. */
  void openEdge(Map<String, String> outputs) {
    String api = Objects.requireNonNull(outputs.get("ApiId"), "the stack has no output ApiId");
    String url = Objects.requireNonNull(outputs.get("ApiUrl"), "the stack has no output ApiUrl");
    String stage = url.substring(url.lastIndexOf('/') + 1);
    origin.set(URI.create(containers.awsEndpoint() + "/_aws/execute-api/" + api + "/" + stage));
  }

  Containers containers() {
    return containers;
  }

  TokenIssuer issuer() {
    return issuer;
  }

  TableProxy tableProxy() {
    return tableProxy;
  }

  /** Where the edge answers: at the address that containers reach it by, too. */
  URI edgeUrl() {
    return URI.create("http://" + containers.host() + ":" + edge.url().getPort());
  }

  @Override
  public void close() {
    containers.close();
    edge.close();
    tableProxy.close();
    issuer.close();
  }

  private static Edge edge(
      Path template, Duration purgeWindow, String host, AtomicReference<URI> origin) {
    PhysicalNames names = new PhysicalNames(URI.create("http://" + host), () -> "unused");
    Template read =
        Template.read(
            template,
            Map.of(
                "RedisUrl", "redis://unused:6379",
                "Issuer", "http://unused",
                "PurgeWindowSeconds", Long.toString(purgeWindow.toSeconds())),
            names);
    return Edge.start(
        DistributionReader.read(read, names),
        EdgeOptions.forOrigins(
                id -> Objects.requireNonNull(origin.get(), "the stack is not deployed yet"))
            .bindAddress(host));
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("no such address: " + host, e);
    }
  }
}
