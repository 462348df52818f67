package dev.freshet.emulators.lambda.functions;

import java.time.Duration;

/** Hears of every invocation that ended, on the thread that ran it: quick, and never throwing. */
@FunctionalInterface
public interface InvocationListener {

  /**
   * An invocation ended.
   *
   * @param function the function's specification
   * @param event what it was invoked with
   * @param took from the event's arrival at an instance until its answer
   */
  void ended(FunctionSpec function, String event, InvokeResult result, Duration took);
}
