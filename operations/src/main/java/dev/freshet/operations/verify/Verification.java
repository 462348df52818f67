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
    String first = "verify-" + clock.millis();
    facts.accept(ShortCopy.measure(viewer, poll, name, first));
    String second = "verify-commit-" + clock.millis();
    viewer.rename(second, second);
    facts.accept(logFacts.evicted(second));
    new LongCopy(viewer, poll, stack).measure(second, "verify-" + clock.millis()).forEach(facts);
    facts.accept(logFacts.coldStarts());
  }
}
