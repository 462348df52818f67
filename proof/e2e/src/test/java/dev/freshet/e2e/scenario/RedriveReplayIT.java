package dev.freshet.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Needs;
import dev.freshet.e2e.fixture.Session;
import dev.freshet.e2e.platform.Capability;
import dev.freshet.e2e.platform.Platform;
import dev.freshet.e2e.platform.RedisProbe;
import dev.freshet.operations.DeadLetters;
import dev.freshet.operations.Redrive;
import dev.freshet.operations.ReplayChanges;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Operators' commands after a failure, by the command line's classes. */
@Isolated("a broken publisher and a replay are everybody's")
@FreshetSystem
class RedriveReplayIT {
  private static final String NEW = "Alice, as she is called now";

  @Test
  @Needs(Capability.BREAK_PUBLISHER)
  void aBrokenPublisherLosesNoChangeAndCatchesUpOnceItIsMended(Freshet freshet) {
    Platform platform = freshet.platform();
    Session alice = freshet.signIn("alice");
    fetch(freshet, alice, "/profile");
    int before = streamLetters(platform);
    try (Platform.Undo _ = platform.breakPublisher()) {
      alice.rename(NEW);
      assertThat(name(alice)).as("at the edge").isNotEqualTo(NEW);
    }

    freshet.await("the edge shows it").until(() -> name(alice).equals(NEW));
    assertThat(name(alice.another())).as("in Redis").isEqualTo(NEW);
    assertThat(streamLetters(platform)).as("dead letters").isEqualTo(before);
  }

  @Test
  @Needs(Capability.LOOK_INTO_REDIS)
  void aRedriveEvictsWhatADeadLetterTellsOf(Freshet freshet) throws Exception {
    Platform platform = freshet.platform();
    RedisProbe redis = platform.redis();
    Session alice = freshet.signIn("alice");
    fetch(freshet, alice, "/profile");
    Map<String, String> snapshot = redis.pages(alice.user(), "profile");
    alice.rename(NEW);
    freshet.await("the edge shows it").until(() -> name(alice).equals(NEW));
    redis.restorePages(alice.user(), "profile", snapshot);
    Session late = alice.another();
    assertThat(name(late)).as("brought back").isNotEqualTo(NEW);
    platform
        .sqs()
        .sendMessage(
            send -> send.queueUrl(platform.output("StreamDlqUrl")).messageBody(renamed(alice)));

    Redrive.Result result = new Redrive(platform.runningStack()).redrive(DeadLetters.STREAM);

    assertThat(result.moved()).as("%s", result).isPositive();
    freshet.await("the edge shows it again").until(() -> name(late).equals(NEW));
    assertThat(name(alice.another())).as("in Redis").isEqualTo(NEW);
  }

  @Test
  @Needs({Capability.CHANGE_ARCHIVE, Capability.LOOK_INTO_REDIS})
  void aReplayEvictsAgainWhatARestoredSnapshotBroughtBack(Freshet freshet) throws Exception {
    Platform platform = freshet.platform();
    RedisProbe redis = platform.redis();
    Session alice = freshet.signIn("alice");
    fetch(freshet, alice, "/profile");
    Map<String, String> snapshot = redis.pages(alice.user(), "profile");
    Instant before = Clock.systemUTC().instant();
    alice.rename(NEW);
    freshet.await("the edge shows it").until(() -> name(alice).equals(NEW));
    redis.restorePages(alice.user(), "profile", snapshot);
    Session late = alice.another();
    assertThat(name(late)).as("brought back").isNotEqualTo(NEW);

    new ReplayChanges(platform.runningStack())
        .replay(before, Clock.systemUTC().instant().plusSeconds(1));

    freshet.await("the edge shows it again").until(() -> name(late).equals(NEW));
    assertThat(name(alice.another())).as("in Redis").isEqualTo(NEW);
  }

  /** A dead letter of a record, as ChangePublisher writes it. */
  private static String renamed(Session user) {
    return """
    {"eventID": "%s", "eventName": "MODIFY", "dynamodb": {
    "ApproximateCreationDateTime": 1767268800, "SequenceNumber": "1",
    "Keys": {"pk": {"S": "USER#%s"}, "sk": {"S": "PROFILE"}},
    "OldImage": {"name": {"S": "before"}}, "NewImage": {"name": {"S": "after"}}}}\
    """
        .formatted(UUID.randomUUID(), user.user());
  }

  /** Puts a page into Redis and the edge. */
  static void fetch(Freshet freshet, Session user, String path) {
    freshet.until(
        "Redis serves " + path,
        () -> user.another().get(path),
        answer -> answer.header("X-View-Source").equals("cache"));
    freshet.until("the edge serves " + path, () -> user.get(path), HttpAnswer::hit);
  }

  private static String name(Session user) {
    return user.get("/profile").json().path("name").asText();
  }

  /** Includes messages that another scenario has received. */
  private static int streamLetters(Platform platform) {
    return platform
        .sqs()
        .getQueueAttributes(get ->
            get.queueUrl(platform.output("StreamDlqUrl"))
                .attributeNames(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }
}
