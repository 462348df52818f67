package dev.freshet.e2e.stack;

import dev.freshet.e2e.platform.PurgeWatch;
import dev.freshet.emulators.cloudfront.distribution.DistributionReader;
import dev.freshet.emulators.cloudfront.edge.Edge;
import dev.freshet.emulators.cloudfront.edge.EdgeOptions;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Template;
import dev.freshet.local.system.PhysicalNames;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The local system's edge, in this JVM, before the API of a stack on a LocalStack. */
public final class StandInEdge implements AutoCloseable {
  private static final String DISTRIBUTION = "AWS::CloudFront::Distribution";

  private final Edge edge;
  private final PurgeWatch purges = new PurgeWatch();

  private StandInEdge(Edge edge) {
    this.edge = edge;
    edge.onInvalidated(purges);
  }

  /**
   * Starts the edge, with the template's distribution under the stack's id.
   *
   * @param localStack the address of LocalStack
   * @param cloudFront the address of this machine at which the functions call CloudFront's API
   * @param settings further settings of the edge
   */
  public static StandInEdge start(
      Path template,
      DeployedStack stack,
      URI localStack,
      URI cloudFront,
      UnaryOperator<EdgeOptions> settings) {
    PhysicalValues values = new Values(stack.output("DistributionId"), stack.originKey());
    Template read =
        Template.read(
            template,
            Map.of("RedisUrl", stack.output("RedisUrl"), "Issuer", stack.output("Issuer")),
            values);
    URI origin = origin(stack, localStack);
    EdgeOptions options =
        EdgeOptions.forOrigin(origin)
            .bindAddress(cloudFront.getHost())
            .apiPort(cloudFront.getPort());
    return new StandInEdge(
        Edge.start(DistributionReader.read(read, values), settings.apply(options)));
  }

  /** The URL of the edge. */
  public URI url() {
    return edge.url();
  }

  /** The requested purges. */
  public PurgeWatch purges() {
    return purges;
  }

  @Override
  public void close() {
    edge.close();
  }

  /** The API by LocalStack's path, because its host name does not resolve. */
  private static URI origin(DeployedStack stack, URI localStack) {
    String url = stack.output("ApiUrl");
    String stage = url.substring(url.lastIndexOf('/') + 1);
    return URI.create(localStack + "/_aws/execute-api/" + stack.output("ApiId") + "/" + stage);
  }

  /** The names of the local system, except the distribution's. */
  private record Values(String distribution, String originKey, PhysicalNames names)
      implements PhysicalValues {
    Values(String distribution, String originKey) {
      this(
          distribution,
          originKey,
          new PhysicalNames(
              URI.create("http://unused"),
              URI.create("ws://unused"),
              () -> "unused",
              () -> URI.create("http://unused")));
    }

    @Override
    public String ref(String logicalId, String type) {
      return type.equals(DISTRIBUTION) ? distribution : names.ref(logicalId, type);
    }

    @Override
    public String attribute(String logicalId, String type, String attribute) {
      return names.attribute(logicalId, type, attribute);
    }

    /** The distribution refers to one secret. */
    @Override
    public String secret(String id) {
      return originKey;
    }

    @Override
    public String toString() {
      return "Values[" + distribution + "]";
    }
  }
}
