package dev.freshet.emulators.cloudfront.distribution;

import dev.freshet.emulators.cloudfront.distribution.ResponseHeadersPolicy.Added;
import dev.freshet.emulators.cloudfront.distribution.ResponseHeadersPolicy.Cors;
import dev.freshet.emulators.template.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the configuration of a response headers policy. */
final class ResponseHeadersReader {
  private ResponseHeadersReader() {}

  static ResponseHeadersPolicy read(Node config) {
    DistributionReader.refuse(config, "ServerTimingHeadersConfig");
    List<String> removed =
        items(config, "RemoveHeadersConfig").stream().map(each -> each.text("Header")).toList();
    List<Added> added = new ArrayList<>();
    config.find("SecurityHeadersConfig").ifPresent(each -> added.addAll(security(each)));
    for (Node each : items(config, "CustomHeadersConfig")) {
      added.add(new Added(each.text("Header"), each.text("Value"), overrides(each)));
    }
    return new ResponseHeadersPolicy(
        removed, added, config.find("CorsConfig").map(ResponseHeadersReader::cors));
  }

  private static List<Added> security(Node config) {
    List<Added> added = new ArrayList<>();
    add(
        added,
        config.find("ContentSecurityPolicy"),
        "Content-Security-Policy",
        each -> each.text("ContentSecurityPolicy"));
    add(added, config.find("ContentTypeOptions"), "X-Content-Type-Options", each -> "nosniff");
    add(added, config.find("FrameOptions"), "X-Frame-Options", each -> each.text("FrameOption"));
    add(
        added,
        config.find("ReferrerPolicy"),
        "Referrer-Policy",
        each -> each.text("ReferrerPolicy"));
    add(
        added,
        config.find("StrictTransportSecurity"),
        "Strict-Transport-Security",
        ResponseHeadersReader::transportSecurity);
    add(added, config.find("XSSProtection"), "X-XSS-Protection", ResponseHeadersReader::xss);
    return added;
  }

  private static void add(
      List<Added> added, Optional<Node> setting, String name, Function<Node, String> value) {
    setting.ifPresent(each -> added.add(new Added(name, value.apply(each), overrides(each))));
  }

  private static boolean overrides(Node setting) {
    return setting.get("Override").bool();
  }

  private static String transportSecurity(Node setting) {
    return "max-age="
        + setting.text("AccessControlMaxAgeSec")
        + (setting.bool("IncludeSubdomains", false) ? "; includeSubDomains" : "")
        + (setting.bool("Preload", false) ? "; preload" : "");
  }

  private static String xss(Node setting) {
    return (setting.get("Protection").bool() ? "1" : "0")
        + (setting.bool("ModeBlock", false) ? "; mode=block" : "")
        + setting.find("ReportUri").map(uri -> "; report=" + uri.text()).orElse("");
  }

  private static Cors cors(Node config) {
    return new Cors(
        names(config, "AccessControlAllowOrigins"),
        names(config, "AccessControlAllowMethods"),
        names(config, "AccessControlAllowHeaders"),
        names(config, "AccessControlExposeHeaders"),
        config.get("AccessControlAllowCredentials").bool(),
        config.find("AccessControlMaxAgeSec").map(Node::integer),
        config.get("OriginOverride").bool());
  }

  private static List<String> names(Node config, String key) {
    return config.find(key).map(each -> each.get("Items").texts()).orElse(List.of());
  }

  private static List<Node> items(Node config, String key) {
    return config.find(key).map(each -> each.get("Items").list()).orElse(List.of());
  }
}
