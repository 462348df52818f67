package dev.freshet.local.faults;

import dev.freshet.emulators.lambda.functions.Crash;
import dev.freshet.emulators.lambda.functions.FunctionFaults;
import dev.freshet.emulators.lambda.functions.FunctionSpec;
import dev.freshet.emulators.lambda.functions.Functions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What may happen to functions. They are called by their names in the template. */
final class FunctionFaultList {
  private static final String ALL = "all";

  private final Functions functions;
  private final FunctionFaults faults;

  FunctionFaultList(Functions functions) {
    this.functions = functions;
    this.faults = functions.faults();
  }

  List<Fault> faults() {
    Setting function =
        Setting.choice(
            "function",
            Stream.concat(Stream.of(ALL), functions.specs().stream().map(FunctionSpec::logicalId))
                .toList());
    return List.of(
        new Fault(
            "function-crash",
            "invocations die: before the function sees the event, in the middle, or when all is"
                + " done but the answer",
            List.of(
                function,
                Setting.rate("0.2"),
                Setting.choice("when", List.of("middle", "start", "end")),
                Setting.duration("after", "20ms")),
            new Switch(this::crash, faults::clear)),
        new Fault(
            "clock-skew",
            "the clock of a function is ahead by so much; with all, that of each by something"
                + " between minus and plus so much",
            List.of(function, Setting.offset("by", "250ms")),
            new Switch(this::skew, faults::clearSkews)));
  }

  private void crash(Values values) {
    Crash when =
        switch (values.text("when")) {
          case "start" -> new Crash.AtStart();
          case "end" -> new Crash.BeforeAnswer();
          default -> new Crash.After(values.duration("after"));
        };
    String function = values.text("function");
    Predicate<String> meant =
        name -> function.equals(ALL) || functions.spec(name).logicalId().equals(function);
    faults.crashAtRandom(meant, when, values.rate());
  }

  private void skew(Values values) {
    long by = values.duration("by").toMillis();
    String function = values.text("function");
    for (FunctionSpec spec : functions.specs()) {
      if (function.equals(ALL)) {
        long most = Math.abs(by);
        faults.skew(spec.name(), Duration.ofMillis(random(-most, most)));
      } else if (spec.logicalId().equals(function)) {
        faults.skew(spec.name(), Duration.ofMillis(by));
      }
    }
  }

  private static long random(long least, long most) {
    return ThreadLocalRandom.current().nextLong(least, most + 1);
  }
}
