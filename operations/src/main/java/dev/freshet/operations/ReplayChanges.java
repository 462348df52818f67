package dev.freshet.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeReplayResponse;
import software.amazon.awssdk.services.eventbridge.model.ReplayState;

/**
 * Puts the changes of a stretch of time on the bus once more, from its archive. What they evicted
 * is evicted again: that costs misses, and purges of what is at the edge, and does no harm.
 */
public final class ReplayChanges {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Stack stack;

  public ReplayChanges(Stack stack) {
    this.stack = stack;
  }

  /**
   * Replays the events of this time, to the second, and returns the replay's name when they are all
   * on the bus.
   *
   * @throws OperationFailedException if the times are none, or EventBridge gave it up
   */
  public String replay(Instant from, Instant to) throws OperationFailedException {
    Instant first = from.truncatedTo(ChronoUnit.SECONDS);
    if (!first.isBefore(to)) {
      throw new OperationFailedException("the time to replay must end after it begins");
    }
    String name = "freshet-" + UUID.randomUUID();
    String archive = stack.output("ChangeArchiveArn");
    String bus = stack.output("EventBusArn");
    try (EventBridgeClient client = stack.connect(EventBridgeClient.builder(), "EventBridge")) {
      client.startReplay(request ->
          request
              .replayName(name)
              .eventSourceArn(archive)
              .eventStartTime(first)
              .eventEndTime(to)
              .destination(destination -> destination.arn(bus)));
      awaitEnd(client, name);
    }
    return name;
  }

  private static void awaitEnd(EventBridgeClient client, String name)
      throws OperationFailedException {
    DescribeReplayResponse replay = client.describeReplay(request -> request.replayName(name));
    while (replay.state() == ReplayState.STARTING || replay.state() == ReplayState.RUNNING) {
      CompletableFuture.runAsync(
              () -> {},
              CompletableFuture.delayedExecutor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS))
          .join();
      replay = client.describeReplay(request -> request.replayName(name));
    }
    if (replay.state() != ReplayState.COMPLETED) {
      throw new OperationFailedException(
          "replay " + name + " is " + replay.stateAsString() + ": " + replay.stateReason());
    }
  }
}
