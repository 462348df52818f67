package dev.freshet.invalidator.auditor;

import dev.freshet.domain.ViewName;
import dev.freshet.lambda.config.Settings;
import dev.freshet.viewcache.ProtocolTimes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Configuration of the auditor.
 *
 * @param auditQueueUrl where changes wait for their audits
 * @param auditedSuffix of the ids of events that are audited; others travel with them
 * @param readFunctions the function that serves each view
 */
record AuditConfig(
    String auditQueueUrl,
    String auditedSuffix,
    Map<ViewName, String> readFunctions,
    String changeQueueUrl,
    String busName,
    ProtocolTimes times) {

  static AuditConfig of(Settings settings) {
    return new AuditConfig(
        settings.text("AUDIT_QUEUE_URL"),
        settings.read("AUDITED_IDS", "*SUFFIX", AuditConfig::suffix),
        settings.read("READ_FUNCTIONS", "view=function,view=function", AuditConfig::functions),
        settings.text("CHANGE_QUEUE_URL"),
        settings.text("EVENT_BUS_NAME"),
        new ProtocolTimes(
            settings.seconds("PURGE_WINDOW_SECONDS"), settings.millis("CLOCK_SKEW_MS")));
  }

  private static String suffix(String pattern) {
    if (!pattern.startsWith("*")) {
      throw new IllegalArgumentException("must begin with *");
    }
    return pattern.substring(1);
  }

  private static Map<ViewName, String> functions(String text) {
    Map<ViewName, String> functions = new LinkedHashMap<>();
    Arrays.stream(text.split(","))
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> {
          if (pair.length < 2) {
            throw new IllegalArgumentException("a view without a function");
          }
          functions.put(new ViewName(pair[0]), pair[1]);
        });
    return functions;
  }
}
