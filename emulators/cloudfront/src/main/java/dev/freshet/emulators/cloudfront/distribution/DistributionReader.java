package dev.freshet.emulators.cloudfront.distribution;

import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import dev.freshet.emulators.template.TemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a template's distribution with its policies and functions. What the edge does not imitate
 * is refused, so that nothing is silently left out.
 */
public final class DistributionReader {
  private static final String DISTRIBUTION = "AWS::CloudFront::Distribution";
  private static final String FUNCTION = "AWS::CloudFront::Function";
  private static final Set<String> FUNCTION_EVENTS = Set.of("viewer-request", "viewer-response");
  private static final List<String> READING = List.of("GET", "HEAD");

  private final Template template;
  private final PhysicalValues values;
  private final PolicyReader policies;

  private DistributionReader(Template template, PhysicalValues values) {
    this.template = template;
    this.values = values;
    this.policies = new PolicyReader(template, values);
  }

  /**
   * Reads the template's only distribution.
   *
   * @param values the ones that the template was read with: policies are found by their ids.
   * @throws TemplateException if there is none, or it uses what the edge does not imitate.
   */
  public static Distribution read(Template template, PhysicalValues values) {
    List<Resource> all = template.ofType(DISTRIBUTION);
    if (all.size() != 1) {
      throw new TemplateException("Resources", "expected one " + DISTRIBUTION);
    }
    return new DistributionReader(template, values).distribution(all.getFirst());
  }

  /**
   * Reads one of the template's distributions.
   *
   * @param values as in {@link #read(Template, PhysicalValues)}.
   * @throws TemplateException if the resource is missing or no distribution, or uses what the edge
   *     does not imitate.
   */
  public static Distribution read(Template template, PhysicalValues values, String logicalId) {
    Resource resource = template.get(logicalId);
    if (!resource.type().equals(DISTRIBUTION)) {
      throw new TemplateException(
          "Resources." + logicalId, "must be an " + DISTRIBUTION + ", is an " + resource.type());
    }
    return new DistributionReader(template, values).distribution(resource);
  }

  private Distribution distribution(Resource resource) {
    Node config = resource.properties().get("DistributionConfig");
    List<CacheBehavior> behaviors = new ArrayList<>();
    for (Node each : config.find("CacheBehaviors").map(Node::list).orElse(List.of())) {
      behaviors.add(behavior(each.text("PathPattern"), each));
    }
    behaviors.add(behavior("*", config.get("DefaultCacheBehavior")));
    return new Distribution(
        values.ref(resource.logicalId(), DISTRIBUTION),
        values.attribute(resource.logicalId(), DISTRIBUTION, "DomainName"),
        behaviors,
        errorCaching(config),
        config.find("CacheTagConfig").map(tags -> tags.text("HeaderName")),
        originHeaders(config));
  }

  /**
   * See <a
   * href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html">Add
   * custom headers to origin requests</a>.
   */
  private static Map<String, Map<String, String>> originHeaders(Node config) {
    Map<String, Map<String, String>> byOrigin = new HashMap<>();
    for (Node origin : config.find("Origins").map(Node::list).orElse(List.of())) {
      Map<String, String> headers = new HashMap<>();
      for (Node each : origin.find("OriginCustomHeaders").map(Node::list).orElse(List.of())) {
        headers.put(each.text("HeaderName"), each.text("HeaderValue"));
      }
      byOrigin.put(origin.text("Id"), Map.copyOf(headers));
    }
    return byOrigin;
  }

  private static Map<Integer, Duration> errorCaching(Node config) {
    Map<Integer, Duration> byStatus = new HashMap<>();
    for (Node each : config.find("CustomErrorResponses").map(Node::list).orElse(List.of())) {
      refuse(each, "ResponsePagePath");
      int seconds =
          each.integer("ErrorCachingMinTTL", (int) Distribution.DEFAULT_ERROR_CACHING.toSeconds());
      byStatus.put(each.integer("ErrorCode"), Duration.ofSeconds(seconds));
    }
    return byStatus;
  }

  private CacheBehavior behavior(String pathPattern, Node node) {
    refuse(node, "ForwardedValues");
    refuse(node, "LambdaFunctionAssociations");
    return new CacheBehavior(
        pathPattern,
        node.text("TargetOriginId"),
        Set.copyOf(node.find("AllowedMethods").map(Node::texts).orElse(READING)),
        Set.copyOf(node.find("CachedMethods").map(Node::texts).orElse(READING)),
        node.bool("Compress", false),
        policies.cachePolicy(node.get("CachePolicyId")),
        node.find("OriginRequestPolicyId")
            .map(policies::originRequestPolicy)
            .orElse(OriginRequestPolicy.NONE),
        node.find("ResponseHeadersPolicyId")
            .map(policies::responseHeadersPolicy)
            .orElse(ResponseHeadersPolicy.NONE),
        function(node, "viewer-request"),
        function(node, "viewer-response"));
  }

  private Optional<EdgeFunction> function(Node behavior, String eventType) {
    List<Node> associations =
        behavior.find("FunctionAssociations").map(Node::list).orElse(List.of());
    for (Node each : associations) {
      if (!FUNCTION_EVENTS.contains(each.text("EventType"))) {
        throw notImitated(each.get("EventType"));
      }
    }
    return associations.stream()
        .filter(each -> eventType.equals(each.text("EventType")))
        .map(each -> function(each.get("FunctionARN")))
        .findFirst();
  }

  private EdgeFunction function(Node arn) {
    Resource resource =
        template.ofType(FUNCTION).stream()
            .filter(each -> isArn(each.logicalId(), arn.text()))
            .findFirst()
            .orElseThrow(() -> new TemplateException(arn.path(), "no such " + FUNCTION));
    return new EdgeFunction(resource.logicalId(), resource.properties().text("FunctionCode"));
  }

  private boolean isArn(String logicalId, String arn) {
    return Stream.of("FunctionARN", "FunctionMetadata.FunctionARN")
        .anyMatch(attribute -> values.attribute(logicalId, FUNCTION, attribute).equals(arn));
  }

  static void refuse(Node node, String key) {
    node.find(key)
        .ifPresent(found -> {
          throw notImitated(found);
        });
  }

  private static TemplateException notImitated(Node node) {
    return new TemplateException(node.path(), "not imitated");
  }
}
