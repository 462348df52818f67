package dev.freshet.local.operations;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./freshet verify} against an edge that meets the assumptions, and against one that does
 * not.
 */
class VerificationIT {
  @TempDir private Path directory;

  @Test
  void theLocalSystemIsAsTheDesignHasIt() throws Exception {
    List<Fact> facts = facts(options());

    assertThat(facts)
        .filteredOn(fact -> fact.verdict() == Verdict.NOT_MEASURED)
        .as("nothing is started here that has to load classes first")
        .extracting(Fact::assumed)
        .containsExactly("a cold start takes 3.0 s at most");
    assertThat(wrong(facts)).as("%s", facts).isEmpty();
    assertThat(facts).hasSize(6);
  }

  @Test
  void slowPurgesAndLivesThatBeginAnewAtEachTierAreFound() throws Exception {
    List<Fact> facts =
        facts(
            options()
                .pointsOfPresence(2)
                .regionalCache(true)
                .invalidationDelay(Duration.ofSeconds(10)));

    assertThat(wrong(facts))
        .extracting(Fact::assumed)
        .containsExactly(
            "a purge takes effect within 5.0 s", "a copy without a lease is gone within 5.0 s");
    assertThat(wrong(facts).getFirst().text()).contains("10.", "PaidPurgesPerMonth=0");
    assertThat(wrong(facts).getLast().change()).startsWith("ClockSkewMs");
  }

  private static SystemOptions options() {
    return SystemOptions.of(Path.of("..", "template.yaml")).purgeWindow(Duration.ofSeconds(1));
  }

  private List<Fact> facts(SystemOptions options) throws Exception {
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
  private static List<Fact> wrong(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> fact.verdict() == Verdict.WRONG)
        .filter(fact -> !fact.assumed().startsWith("a change is evicted"))
        .toList();
  }
}
