package dev.freshet.emulators.cloudfront.distribution;

import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Template;
import dev.freshet.emulators.template.TemplateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds policies by the id that a behavior names: the template's own, or one that AWS manages.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html">Use
 *     managed cache policies</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html">Use
 *     managed origin request policies</a>
 */
final class PolicyReader {
  private static final Map<String, CachePolicy> MANAGED_CACHE_POLICIES =
      Map.of(
          "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", CachePolicy.CACHING_DISABLED,
          "658327ea-f89d-4fab-a63d-7e88639e58f6", CachePolicy.CACHING_OPTIMIZED);

  private static final Map<String, OriginRequestPolicy> MANAGED_ORIGIN_REQUEST_POLICIES =
      Map.of(
          "216adef6-5c7f-47e4-b989-5492eafa07d3",
          new OriginRequestPolicy(Selection.EVERYTHING, Selection.EVERYTHING, Selection.EVERYTHING),
          "b689b0a8-53d0-40ab-baf2-68738e2966ac",
          new OriginRequestPolicy(
              new Selection(Selection.Mode.ALL_EXCEPT, Set.of("host")),
              Selection.EVERYTHING,
              Selection.EVERYTHING));

  private final Template template;
  private final PhysicalValues values;

  PolicyReader(Template template, PhysicalValues values) {
    this.template = template;
    this.values = values;
  }

  CachePolicy cachePolicy(Node id) {
    return Optional.ofNullable(MANAGED_CACHE_POLICIES.get(id.text()))
        .orElseGet(
            () -> cachePolicyOf(own(id, "AWS::CloudFront::CachePolicy").get("CachePolicyConfig")));
  }

  OriginRequestPolicy originRequestPolicy(Node id) {
    return Optional.ofNullable(MANAGED_ORIGIN_REQUEST_POLICIES.get(id.text()))
        .orElseGet(() ->
            originRequestPolicyOf(
                own(id, "AWS::CloudFront::OriginRequestPolicy").get("OriginRequestPolicyConfig")));
  }

  ResponseHeadersPolicy responseHeadersPolicy(Node id) {
    return ResponseHeadersReader.read(
        own(id, "AWS::CloudFront::ResponseHeadersPolicy").get("ResponseHeadersPolicyConfig"));
  }

  private Node own(Node id, String type) {
    return template.ofType(type).stream()
        .filter(each -> values.ref(each.logicalId(), type).equals(id.text()))
        .findFirst()
        .orElseThrow(() -> new TemplateException(id.path(), "no such " + type))
        .properties();
  }

  private static CachePolicy cachePolicyOf(Node config) {
    Node key = config.get("ParametersInCacheKeyAndForwardedToOrigin");
    return new CachePolicy(
        seconds(config.get("MinTTL")),
        seconds(config.get("DefaultTTL")),
        seconds(config.get("MaxTTL")),
        headers(key),
        queryStrings(key),
        cookies(key),
        key.bool("EnableAcceptEncodingGzip", false),
        key.bool("EnableAcceptEncodingBrotli", false));
  }

  private static OriginRequestPolicy originRequestPolicyOf(Node config) {
    return new OriginRequestPolicy(headers(config), queryStrings(config), cookies(config));
  }

  private static Selection headers(Node node) {
    return selection(node.get("HeadersConfig"), "HeaderBehavior", "Headers");
  }

  private static Selection queryStrings(Node node) {
    return selection(node.get("QueryStringsConfig"), "QueryStringBehavior", "QueryStrings");
  }

  private static Selection cookies(Node node) {
    return selection(node.get("CookiesConfig"), "CookieBehavior", "Cookies");
  }

  private static Selection selection(Node node, String behaviorKey, String namesKey) {
    Node behavior = node.get(behaviorKey);
    List<String> names = node.find(namesKey).map(Node::texts).orElse(List.of());
    Selection.Mode mode =
        switch (behavior.text()) {
          case "none" -> Selection.Mode.NONE;
          case "whitelist" -> Selection.Mode.LISTED;
          case "all", "allViewer" -> Selection.Mode.ALL;
          case "allExcept" -> Selection.Mode.ALL_EXCEPT;
          default -> throw new TemplateException(behavior.path(), "not imitated");
        };
    return new Selection(mode, Set.copyOf(names));
  }

  private static Duration seconds(Node node) {
    return Duration.ofSeconds(Long.parseLong(node.text()));
  }
}
