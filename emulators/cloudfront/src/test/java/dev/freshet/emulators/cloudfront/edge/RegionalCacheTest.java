package dev.freshet.emulators.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.cloudfront.edge.ScriptedOrigin.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two edge locations, and one more cache between them and the origin. */
class RegionalCacheTest {
  private final Rig rig =
      new Rig(new Distributions(), options -> options.pointsOfPresence(2).regionalCache(true));

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aLifeBeginsAnewInALocationThatFetchesTheCopyLate() {
    rig.origin.answers(_ -> Reply.ok("old", "Cache-Control", "s-maxage=4", "Cache-Tag", "u-1"));
    assertThat(at(0).body()).isEqualTo("old");
    rig.origin.answers(_ -> Reply.ok("new", "Cache-Control", "s-maxage=4", "Cache-Tag", "u-1"));

    rig.clock.advance(Duration.ofSeconds(3));
    assertThat(at(1).body()).isEqualTo("old");
    rig.clock.advance(Duration.ofSeconds(3));
    assertThat(at(1).body()).as("six seconds old").isEqualTo("old");
    assertThat(at(0).body()).isEqualTo("new");
  }

  private Rig.Seen at(int location) {
    return rig.get("/a", Edge.POP_HEADER, Integer.toString(location));
  }
}
