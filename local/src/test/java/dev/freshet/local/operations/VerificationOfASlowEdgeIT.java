package dev.freshet.local.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operations.verify.Fact;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge that does not meet the assumptions. Beside {@link VerificationIT}: both wait long. */
class VerificationOfASlowEdgeIT {
  @TempDir private Path directory;

  @Test
  void slowPurgesAndLivesThatBeginAnewAtEachTierAreFound() throws Exception {
    List<Fact> facts =
        LocalVerification.facts(
            LocalVerification.options()
                .pointsOfPresence(2)
                .regionalCache(true)
                .invalidationDelay(Duration.ofSeconds(10)),
            directory);

    assertThat(LocalVerification.wrong(facts))
        .extracting(Fact::assumed)
        .containsExactly(
            "a purge takes effect within 5.0 s", "a copy without a lease is gone within 5.0 s");
    assertThat(LocalVerification.wrong(facts).getFirst().text())
        .contains("10.", "PaidPurgesPerMonth=0");
    assertThat(LocalVerification.wrong(facts).getLast().change()).startsWith("ClockSkewMs");
  }
}
