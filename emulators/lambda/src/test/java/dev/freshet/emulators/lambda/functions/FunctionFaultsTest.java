package dev.freshet.emulators.lambda.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.freshet.emulators.lambda.functions.InvokeResult.FunctionError;
import dev.freshet.emulators.lambda.functions.InvokeResult.Success;
import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FunctionFaultsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final FakeQueues queues = new FakeQueues();

  /** Answers with the time by its clock. */
  static final class Watch implements RequestHandler<Object, String> {
    private final InstantSource clock;

    Watch(Map<String, String> environment, InstantSource clock) {
      this.clock = clock;
    }

    @Override
    public String handleRequest(Object event, Context context) {
      return clock.instant().toString();
    }
  }

  @Test
  void eachFunctionHasItsOwnClockAndARunningInstanceNoticesThatItIsSet() throws Exception {
    Functions functions = watches("early", "right");
    assertThat(time(functions, "early")).isEqualTo("12:00:00");

    functions.faults().skew("early", Duration.ofSeconds(-2));

    assertThat(time(functions, "early")).isEqualTo("11:59:58");
    assertThat(functions.coldStarts("early")).isEqualTo(1);
    assertThat(time(functions, "right")).isEqualTo("12:00:00");
    functions.faults().clearSkews();
    assertThat(time(functions, "early")).isEqualTo("12:00:00");
  }

  @Test
  void crashesAtRandomBefallTheFunctionsThatAreMeantUntilTheyAreCleared() throws Exception {
    ScriptedFunction hit = ScriptedFunction.silent("hit");
    ScriptedFunction spared = ScriptedFunction.silent("spared");
    Functions functions = TestFunctions.of(queues.sender(), hit, spared);

    functions.faults().crashAtRandom("hit"::equals, new Crash.AtStart(), 1);

    assertThat(functions.invoke("hit", "1")).isInstanceOf(FunctionError.class);
    assertThat(functions.invoke("hit", "2")).isInstanceOf(FunctionError.class);
    assertThat(functions.invoke("spared", "3")).isInstanceOf(Success.class);
    functions.faults().clear();
    assertThat(functions.invoke("hit", "4")).isInstanceOf(Success.class);
  }

  private Functions watches(String... names) {
    List<FunctionSpec> specs = List.of(names).stream().map(FunctionFaultsTest::watch).toList();
    return new Functions(specs, queues.sender(), TestFunctions.QUICK, InstantSource.fixed(NOON));
  }

  private static FunctionSpec watch(String name) {
    return new FunctionSpec(
        name,
        name,
        Arn.parse("arn:aws:lambda:us-east-1:000000000000:function:" + name),
        Watch.class.getName(),
        Map.of(),
        Duration.ofSeconds(5),
        128,
        OptionalInt.empty(),
        AsyncSpec.DEFAULT);
  }

  /** The time of the day that a function's answer shows. */
  private static String time(Functions functions, String function) throws InterruptedException {
    InvokeResult result = functions.invoke(function, "null");
    assertThat(result).isInstanceOf(Success.class);
    return ((Success) result).payload().substring(12, 20);
  }
}
