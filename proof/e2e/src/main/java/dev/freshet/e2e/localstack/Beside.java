package dev.freshet.e2e.localstack;

import dev.freshet.local.dynamodb.TableProxy;
import dev.freshet.local.system.TokenIssuer;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;

/**
 * LocalStack with its additions: the issuer, which its free edition lacks, and a proxy before the
 * table, which delays reads. The functions find both by configuration: a parameter of the template
 * or an endpoint setting of the SDK.
 */
final class Beside implements AutoCloseable {
  private static final String AUDIENCE = "freshet";

  private final Containers containers;
  private final TokenIssuer issuer;
  private final TableProxy tableProxy;
  private final URI cloudFront;

  private Beside(Containers containers, TokenIssuer issuer, TableProxy tableProxy, URI cloudFront) {
    this.containers = containers;
    this.issuer = issuer;
    this.tableProxy = tableProxy;
    this.cloudFront = cloudFront;
  }

  static Beside start() {
    Containers.requireDocker();
    String host = Containers.hostForContainers();
    int awsPort = Containers.freePort();
    TokenIssuer issuer = TokenIssuer.start(AUDIENCE, address(host), 0);
    TableProxy tableProxy =
        new TableProxy(URI.create("http://127.0.0.1:" + awsPort), address(host));
    URI cloudFront = URI.create("http://" + host + ":" + Containers.freePort());
    Containers containers =
        Containers.start(
            host,
            awsPort,
            "-e AWS_ENDPOINT_URL_CLOUDFRONT=%s -e AWS_ENDPOINT_URL_DYNAMODB=http://%s:%d"
                .formatted(cloudFront, host, tableProxy.port()));
    return new Beside(containers, issuer, tableProxy, cloudFront);
  }

  /** The parameters by which the stack uses these additions. */
  Map<String, String> parameters(Duration purgeWindow) {
    return Map.of(
        "RedisUrl",
        containers.redisUrl() + "?timeout=1s",
        "Issuer",
        issuer.issuer().toString(),
        "Audience",
        AUDIENCE,
        "Authorizer",
        "AnyTokens",
        "PurgeWindowSeconds",
        Long.toString(purgeWindow.toSeconds()),
        "ExecuteApiUrl",
        "http://%s:%d/_aws/execute-api"
            .formatted(containers.host(), containers.awsEndpoint().getPort()),
        "LeaseTimeoutMs",
        "2000",
        "SavedAnswersPerPaidPurge",
        "2");
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

  /** Where the functions look for CloudFront's API. */
  URI cloudFront() {
    return cloudFront;
  }

  @Override
  public void close() {
    containers.close();
    tableProxy.close();
    issuer.close();
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("no such address: " + host, e);
    }
  }
}
