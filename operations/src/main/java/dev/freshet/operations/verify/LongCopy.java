package dev.freshet.operations.verify;

import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.Stack;
import dev.freshet.operations.verify.Viewer.Seen;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** How the edge forgets a copy under a lease, and what it answers in between. */
final class LongCopy {
  private static final String PATH = "/profile";
  private static final String PURGE = "a purge takes effect within 5.0 s";
  private static final String ORDER = "no old answer comes after a new one";
  private static final String CONFIRMED = "a viewer's own ETag is answered with 304 at the edge";

  private static final Duration ASSUMED = Duration.ofSeconds(5);

  /** Longer than a copy without a lease can live. */
  private static final Duration LONG = Duration.ofSeconds(9);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Viewer viewer;
  private final Poll poll;
  private final Stack stack;

  LongCopy(Viewer viewer, Poll poll, Stack stack) {
    this.viewer = viewer;
    this.poll = poll;
    this.stack = stack;
  }

  void measure(String before, String after, Consumer<Fact> facts)
      throws OperationFailedException, IOException, InterruptedException {
    if (!earned(before)) {
      String reason = "no lease was granted: is there budget for purges?";
      List.of(CONFIRMED, PURGE, ORDER)
          .forEach(assumed -> facts.accept(Fact.notMeasured(assumed, reason)));
      return;
    }
    facts.accept(confirmed());
    facts.accept(purge());
    facts.accept(order(before, after));
  }

  /** Asks past the edge until a lease is earned, and then until a copy has lived long. */
  private boolean earned(String name)
      throws OperationFailedException, IOException, InterruptedException {
    String etag = viewer.read(PATH).etag();
    long millis = poll.clock().millis();
    for (int i = 1; i <= 2; i++) {
      viewer.read(PATH + "?fresh=" + (millis - i), "If-None-Match", etag);
    }
    Instant begin = poll.clock().instant();
    Instant[] missed = {begin};
    return poll.until(
        begin.plus(PATIENCE),
        () -> {
          Seen seen = viewer.read(PATH);
          if (!seen.fromEdge() || !seen.shows(name)) {
            missed[0] = seen.at();
          }
          return seen.at().isAfter(missed[0].plus(LONG));
        });
  }

  private Fact confirmed() throws OperationFailedException, IOException, InterruptedException {
    Seen held = viewer.read(PATH);
    Seen again = viewer.read(PATH, "If-None-Match", held.etag());
    return Fact.of(
        again.status() == 304,
        CONFIRMED,
        "status " + again.status(),
        "nothing: pages are sent whole, which costs bytes");
  }

  private Fact purge() throws OperationFailedException, IOException, InterruptedException {
    Instant sent = invalidate();
    Set<String> places = new HashSet<>();
    Set<String> emptied = new HashSet<>();
    boolean gone =
        poll.until(
            sent.plus(PATIENCE),
            () -> {
              Seen seen = viewer.read(PATH);
              places.add(seen.place());
              if (!seen.fromEdge()) {
                emptied.add(seen.place());
              }
              return emptied.containsAll(places);
            });
    Duration took = Duration.between(sent, poll.clock().instant());
    return Fact.of(
        gone && took.compareTo(ASSUMED) <= 0,
        PURGE,
        (gone ? "" : "more than ") + Fact.seconds(took) + " at " + String.join(", ", places),
        "FreePurgesPerMonth=0 and PaidPurgesPerMonth=0 if it stays so: no copy then lives for more"
            + " than seconds, and none needs a purge");
  }

  private Instant invalidate() throws OperationFailedException {
    String distribution = stack.output("DistributionId");
    String reference = "verify-" + poll.clock().millis();
    try (CloudFrontClient client = stack.connect(CloudFrontClient.builder(), "CloudFront")) {
      var _ =
          client.createInvalidation(request ->
              request
                  .distributionId(distribution)
                  .invalidationBatch(batch ->
                      batch
                          .callerReference(reference)
                          .paths(paths -> paths.quantity(1).items(PATH))));
    }
    return poll.clock().instant();
  }

  private Fact order(String before, String after)
      throws OperationFailedException, IOException, InterruptedException {
    Instant written = viewer.rename(after, "verify-order-" + poll.clock().millis());
    Set<String> renewed = new HashSet<>();
    Set<String> relapsed = new HashSet<>();
    Instant[] lastOld = {written};
    boolean settled =
        poll.until(
            written.plus(PATIENCE),
            () -> {
              Seen seen = viewer.read(PATH);
              if (seen.shows(after)) {
                renewed.add(seen.place());
              } else if (seen.shows(before)) {
                lastOld[0] = seen.at();
                if (renewed.contains(seen.place())) {
                  relapsed.add(seen.place());
                }
              }
              return !renewed.isEmpty() && seen.at().isAfter(lastOld[0].plus(LONG));
            });
    String time = Fact.seconds(Duration.between(written, lastOld[0]));
    return Fact.of(
        settled && relapsed.isEmpty(),
        ORDER,
        relapsed.isEmpty()
            ? "old answers until " + time + " after the change"
            : "old ones again at " + String.join(", ", relapsed) + ", until " + time,
        "PurgeWindowSeconds: a longer one lets copies between the edge and the API expire first");
  }
}
