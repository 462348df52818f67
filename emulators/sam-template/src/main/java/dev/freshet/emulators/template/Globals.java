package dev.freshet.emulators.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code Globals} section, merged as the SAM transform merges it: mappings entry by entry,
 * lists by appending, anything else (an intrinsic function too) replaced by what the resource says.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html">Globals
 *     section of the AWS SAM template</a>
 */
record Globals(Map<String, Object> sections) {
  private static final String SERVERLESS = "AWS::Serverless::";

  /** The resource's own properties with those of its type's section beneath. */
  Object mergedInto(String type, Object properties) {
    if (!type.startsWith(SERVERLESS)) {
      return properties;
    }
    Object section = sections.get(type.substring(SERVERLESS.length()));
    return section == null ? properties : merge(section, properties);
  }

  private static Object merge(Object global, Object local) {
    if (isMapping(global) && isMapping(local)) {
      Map<Object, Object> merged = new LinkedHashMap<>((Map<?, ?>) global);
      ((Map<?, ?>) local).forEach((key, value) -> merged.merge(key, value, Globals::merge));
      return merged;
    }
    if (global instanceof List<?> first && local instanceof List<?> second) {
      List<Object> merged = new ArrayList<>(first);
      merged.addAll(second);
      return merged;
    }
    return local;
  }

  private static boolean isMapping(Object value) {
    return value instanceof Map && IntrinsicCall.in(value).isEmpty();
  }
}
