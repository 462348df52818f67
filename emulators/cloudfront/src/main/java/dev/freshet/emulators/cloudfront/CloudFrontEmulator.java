package dev.freshet.emulators.cloudfront;

import dev.freshet.emulators.cloudfront.distribution.CacheBehavior;
import dev.freshet.emulators.cloudfront.distribution.Distribution;
import dev.freshet.emulators.cloudfront.distribution.DistributionReader;
import dev.freshet.emulators.cloudfront.edge.Edge;
import dev.freshet.emulators.cloudfront.edge.EdgeOptions;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Template;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A distribution of a CloudFormation or SAM template, at work on this machine: the edge cache in
 * front of any HTTP servers, and CloudFront's API to purge it with. Thread-safe.
 */
public final class CloudFrontEmulator implements AutoCloseable {
  private final Distribution distribution;
  private final Edge edge;

  private CloudFrontEmulator(Distribution distribution, Edge edge) {
    this.distribution = distribution;
    this.edge = edge;
  }

  /**
   * Starts one on free ports of 127.0.0.1.
   *
   * @param resource the logical id of the {@code AWS::CloudFront::Distribution}
   * @param origins where each of the distribution's origins is, by its {@code Id}: a server's
   *     address, with a path if the origin has an {@code OriginPath}
   * @throws dev.freshet.emulators.template.TemplateException if the template cannot be read, or
   *     uses what is not imitated; the message says where
   * @throws IllegalArgumentException if the origins are not the distribution's
   */
  public static CloudFrontEmulator start(Path template, String resource, Map<String, URI> origins) {
    return start(template, resource, origins, Map.of(), options -> options);
  }

  /**
   * Starts one as {@link #start(Path, String, Map)} does.
   *
   * @param parameters values for the template's parameters; those left out take their defaults
   * @param options changes ports, clock, points of presence and the like
   */
  public static CloudFrontEmulator start(
      Path template,
      String resource,
      Map<String, URI> origins,
      Map<String, String> parameters,
      UnaryOperator<EdgeOptions> options) {
    PhysicalValues names = new Names();
    Distribution distribution =
        DistributionReader.read(Template.read(template, parameters, names), names, resource);
    requireSameOrigins(distribution, origins.keySet());
    return new CloudFrontEmulator(
        distribution,
        Edge.start(
            distribution,
            options.apply(EdgeOptions.forOrigins(id -> Objects.requireNonNull(origins.get(id))))));
  }

  private static void requireSameOrigins(Distribution distribution, Set<String> given) {
    Set<String> needed =
        distribution.behaviors().stream()
            .map(CacheBehavior::originId)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!given.equals(needed)) {
      throw new IllegalArgumentException(
          "the distribution's origins are " + needed + ", given were " + new TreeSet<>(given));
    }
  }

  /** Where viewers send their requests. */
  public URI url() {
    return edge.url();
  }

  /** What the AWS CLI and SDKs take as CloudFront's endpoint. */
  public URI api() {
    return edge.cloudFrontEndpoint();
  }

  /** The distribution's id, as the API wants it. */
  public String distributionId() {
    return distribution.id();
  }

  /** The edge: its counters, its faults, and who hears of invalidations. */
  public Edge edge() {
    return edge;
  }

  @Override
  public void close() {
    edge.close();
  }

  /** Names that resources might have, made of their logical ids. */
  private static final class Names implements PhysicalValues {
    @Override
    public String ref(String logicalId, String type) {
      return type.equals("AWS::CloudFront::Distribution")
          ? "E" + logicalId.toUpperCase(Locale.ROOT)
          : logicalId;
    }

    @Override
    public String attribute(String logicalId, String type, String attribute) {
      return type.equals("AWS::CloudFront::Distribution") && attribute.equals("DomainName")
          ? logicalId.toLowerCase(Locale.ROOT) + ".cloudfront.net"
          : logicalId + "." + attribute;
    }

    /** There is no Secrets Manager: an origin that wants a secret header has to take this one. */
    @Override
    public String secret(String id) {
      return "secret-of-" + id;
    }
  }
}
