package dev.freshet.local.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operations.verify.Fact;
import dev.freshet.operations.verify.Fact.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge that meets the assumptions. {@link VerificationOfASlowEdgeIT} has one that does not. */
class VerificationIT {
  @TempDir private Path directory;

  @Test
  void theLocalSystemIsAsTheDesignHasIt() throws Exception {
    List<Fact> facts = LocalVerification.facts(LocalVerification.options(), directory);

    assertThat(facts)
        .filteredOn(fact -> fact.verdict() == Verdict.NOT_MEASURED)
        .as("nothing is started here that has to load classes first")
        .extracting(Fact::assumed)
        .containsExactly("a cold start takes 3.0 s at most");
    assertThat(LocalVerification.wrong(facts)).as("%s", facts).isEmpty();
    assertThat(facts).hasSize(6);
  }
}
