package dev.freshet.emulators.template;

import java.util.Map;
import java.util.Optional;

/** A mapping that is the call of an intrinsic function: {@code {Fn::Sub: ...}}. */
record IntrinsicCall(String function, Object argument) {

  static Optional<IntrinsicCall> in(Object value) {
    if (value instanceof Map<?, ?> mapping && mapping.size() == 1) {
      Map.Entry<?, ?> entry = mapping.entrySet().iterator().next();
      String key = (String) entry.getKey();
      if (key.equals("Ref") || key.startsWith("Fn::")) {
        return Optional.of(new IntrinsicCall(key, entry.getValue()));
      }
    }
    return Optional.empty();
  }
}
