package dev.freshet.emulators.lambda.testing;

import dev.freshet.emulators.lambda.functions.FunctionSettings;
import dev.freshet.emulators.lambda.functions.FunctionSpec;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.QueueSender;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Makes function services for tests: retries come within milliseconds. */
public final class TestFunctions {
  /** Short enough for a test to wait for several retries. */
  public static final FunctionSettings QUICK =
      new FunctionSettings(Duration.ofMillis(20), Duration.ofMillis(5), 16);

  private TestFunctions() {}

  public static Functions of(FakeQueues queues, FunctionSpec... specs) {
    return of(queues.sender(), specs);
  }

  public static Functions of(QueueSender queues, FunctionSpec... specs) {
    return new Functions(Arrays.asList(specs), queues, QUICK, Clock.systemUTC());
  }

  public static Functions of(QueueSender queues, ScriptedFunction... functions) {
    List<FunctionSpec> specs = Arrays.stream(functions).map(ScriptedFunction::spec).toList();
    return new Functions(specs, queues, QUICK, Clock.systemUTC());
  }
}
