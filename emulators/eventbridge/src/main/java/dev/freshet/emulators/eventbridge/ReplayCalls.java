package dev.freshet.emulators.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code StartReplay} and {@code DescribeReplay}, from JSON and to JSON. Times are seconds since
 * 1970, with fractions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeReplay.html">DescribeReplay</a>
 */
final class ReplayCalls {
  private static final double MILLIS = 1000;

  private final Replays replays;

  ReplayCalls(Replays replays) {
    this.replays = replays;
  }

  ObjectNode start(JsonNode request) {
    JsonNode destination = request.path("Destination");
    List<String> filter = new ArrayList<>();
    destination.path("FilterArns").forEach(arn -> filter.add(arn.asText()));
    Replay replay =
        replays.start(
            new Replays.Order(
                request.path("ReplayName").asText(),
                request.path("EventSourceArn").asText(),
                time(request.path("EventStartTime")),
                time(request.path("EventEndTime")),
                destination.path("Arn").asText(),
                filter));
    return Json.object()
        .put("ReplayArn", replay.arn())
        .put("State", "STARTING")
        .put("ReplayStartTime", seconds(replay.started()));
  }

  ObjectNode describe(JsonNode request) {
    String name = request.path("ReplayName").asText();
    Replay replay =
        replays
            .find(name)
            .orElseThrow(() ->
                new RequestRefusedException(
                    "ResourceNotFoundException", "Replay " + name + " does not exist."));
    ObjectNode answer =
        Json.object()
            .put("ReplayName", replay.name())
            .put("ReplayArn", replay.arn())
            .put("State", replay.state())
            .put("EventSourceArn", replay.archive().spec().arn())
            .put("EventStartTime", seconds(replay.from()))
            .put("EventEndTime", seconds(replay.to()))
            .put("ReplayStartTime", seconds(replay.started()));
    replay.lastReplayed().ifPresent(at -> answer.put("EventLastReplayedTime", seconds(at)));
    replay.ended().ifPresent(at -> answer.put("ReplayEndTime", seconds(at)));
    return answer;
  }

  private static Optional<Instant> time(JsonNode seconds) {
    return Optional.of(seconds)
        .filter(JsonNode::isNumber)
        .map(number -> Instant.ofEpochMilli(Math.round(number.asDouble() * MILLIS)));
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / MILLIS;
  }
}
