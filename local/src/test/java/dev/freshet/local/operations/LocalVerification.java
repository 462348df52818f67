package dev.freshet.local.operations;

import dev.freshet.domain.UserId;
import dev.freshet.local.cli.FunctionOutput;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.local.system.RunningStack;
import dev.freshet.local.system.SignUp;
import dev.freshet.local.system.SystemOptions;
import dev.freshet.operations.verify.Fact;
import dev.freshet.operations.verify.Fact.Verdict;
import dev.freshet.operations.verify.Verification;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code ./freshet verify} against a local system. */
final class LocalVerification {
  private LocalVerification() {}

  static SystemOptions options() {
    return SystemOptions.of(Path.of("..", "template.yaml")).purgeWindow(Duration.ofSeconds(1));
  }

  static List<Fact> facts(SystemOptions options, Path directory) throws Exception {
    List<Fact> facts = new ArrayList<>();
    try (FunctionOutput output = FunctionOutput.redirect(directory, "verify");
        LocalSystem system = LocalSystem.start(options)) {
      UserId user = SignUp.settled(system, "verifier");
      new Verification(RunningStack.of(system), output.lines(), Clock.systemUTC())
          .run(system.url(), system.token(user, Duration.ofHours(1)), facts::add);
    }
    return facts;
  }

  /** But for how soon a change is evicted, which depends on what else this machine does. */
  static List<Fact> wrong(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> fact.verdict() == Verdict.WRONG)
        .filter(fact -> !fact.assumed().startsWith("a change is evicted"))
        .toList();
  }
}
