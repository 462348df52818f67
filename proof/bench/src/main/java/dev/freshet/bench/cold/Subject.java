package dev.freshet.bench.cold;

import dev.freshet.emulators.lambda.functions.FunctionSpec;

/**
 * A function to be started.
 *
 * @param event for its first invocation
 */
record Subject(FunctionSpec function, FunctionPackage code, String event) {
  String name() {
    return function.logicalId();
  }
}
