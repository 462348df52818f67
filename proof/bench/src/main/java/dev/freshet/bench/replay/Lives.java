package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Design.Answer;
import java.time.Duration;

/** Lives at the edge of designs without leases. */
final class Lives {
  private Lives() {}

  /** As long as the views and the token allow, in whole seconds. */
  static long longest(Answer answer) {
    return bounded(longest(answer.read().page()), answer);
  }

  static long longest(Page page) {
    return page.parts().stream()
        .mapToLong(part -> part.view().edgeTtl().toSeconds())
        .min()
        .orElseThrow();
  }

  /** This lifetime, at most the token's. */
  static long bounded(long seconds, Answer answer) {
    long token = Duration.ofMillis(answer.tokenEnds() - answer.read().at()).toSeconds();
    return Math.min(seconds, token);
  }
}
