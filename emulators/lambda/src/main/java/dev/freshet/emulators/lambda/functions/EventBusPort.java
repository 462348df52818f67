package dev.freshet.emulators.lambda.functions;

import java.util.List;

/** A way to put an event on a bus, for destinations of asynchronous invocations. */
@FunctionalInterface
public interface EventBusPort {

  /** Puts one event on the bus of this name; {@code detail} is a JSON object. */
  void put(String busName, String source, String detailType, List<String> resources, String detail);
}
