package dev.freshet.operations.verify;

import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.Stack;
import dev.freshet.operations.trace.LogLines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Measures with one user, whose name it changes and gives back; takes up to four minutes, and two
 * purges.
 */
public final class Verification {
  private final Stack stack;
  private final LogLines log;
  private final InstantSource clock;

  public Verification(Stack stack, LogLines log, InstantSource clock) {
    this.stack = stack;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Tells each fact as it is measured.
   *
   * @param token an access token of a user made for it
   * @throws OperationFailedException if the user cannot be read or changed
   */
  public void run(URI edge, String token, Consumer<Fact> facts)
      throws OperationFailedException, IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      Viewer viewer = new Viewer(http, edge, token, clock);
      String name = viewer.profile().path("name").asText();
      try {
        measure(viewer, name, facts);
      } finally {
        viewer.rename(name, "verify-end-" + clock.millis());
      }
    }
  }

  private void measure(Viewer viewer, String name, Consumer<Fact> facts)
      throws OperationFailedException, IOException, InterruptedException {
    Poll poll = new Poll(clock);
    LogFacts logFacts = new LogFacts(log, poll);
    // First, as long as no purge of a change may be under way.
    String first = "verify-" + clock.millis();
    new LongCopy(viewer, poll, stack).measure(name, first, facts);
    String second = "verify-" + clock.millis();
    facts.accept(ShortCopy.measure(viewer, poll, viewer.profile().path("name").asText(), second));
    String third = "verify-commit-" + clock.millis();
    viewer.rename(third, third);
    facts.accept(logFacts.evicted(third));
    facts.accept(logFacts.coldStarts());
  }
}
