package dev.freshet.emulators.lambda.functions;

import java.time.Duration;

/** At which point of an invocation its execution environment dies. */
public sealed interface Crash {

  /** Before the handler sees the event. */
  record AtStart() implements Crash {}

  /** In the middle: the handler is interrupted after so long, and its answer is lost. */
  record After(Duration running) implements Crash {}

  /** When everything is done, but before the answer leaves: all its effects stay. */
  record BeforeAnswer() implements Crash {}
}
