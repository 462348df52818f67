package dev.freshet.bench.replay;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** One item with repeated bursts of reads, a pause, and a write. */
record Bursts(String name, int reads, Duration burst, Duration round) implements Workload {
  @Override
  public long requestsADay() {
    return reads * Duration.ofDays(1).dividedBy(round);
  }

  @Override
  public Trace trace(Duration length, long seed) {
    Script script = new Script(length, new Random(seed));
    Owner owner = Site.user(0);
    for (long start = 0; start < length.toMillis(); start += round.toMillis()) {
      for (int i = 0; i < reads; i++) {
        double at = start + (double) i * burst.toMillis() / reads;
        script.read(at, 0, owner, ViewCatalogue.PROFILE_PAGE, List.of());
      }
      script.write(
          (double) start + round.toMillis() - 1_000, owner, List.of(ViewCatalogue.PROFILE_PAGE));
    }
    return script.trace(Items.TOKEN_LIFE);
  }
}
