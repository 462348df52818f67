package dev.freshet.emulators.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.eventbridge.PutResult.Refused;
import dev.freshet.emulators.lambda.functions.Arn;
import dev.freshet.emulators.lambda.functions.Json;
import java.util.Optional;

/**
 * What an entry of {@code PutEvents} must have.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html">Error
 *     codes of an entry</a>
 */
final class PutChecks {
  private PutChecks() {}

  /** Why the entry is refused; empty if it is good. */
  static Optional<Refused> refusal(PutEntry entry, BusSettings settings) {
    return missing("Source", entry.source())
        .or(() -> missing("DetailType", entry.detailType()))
        .or(() -> missing("Detail", entry.detail()))
        .or(() -> foreign(entry))
        .or(() -> malformed(entry))
        .or(() -> unknownBus(entry, settings));
  }

  /** The name of the entry's bus, which may be given as an ARN. */
  static String busName(PutEntry entry) {
    String bus = entry.bus().orElse(BusSettings.DEFAULT_BUS);
    return bus.startsWith("arn:") ? Arn.parse(bus).name() : bus;
  }

  private static Optional<Refused> missing(String parameter, Optional<String> value) {
    return value.filter(text -> !text.isEmpty()).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Refused(
                "InvalidArgument",
                "Parameter %1$s is not valid. Reason: %1$s is a required argument."
                    .formatted(parameter)));
  }

  private static Optional<Refused> foreign(PutEntry entry) {
    return entry.source().filter(source -> source.startsWith("aws.")).isPresent()
        ? Optional.of(
            new Refused("NotAuthorizedForSourceException", "Not authorized for the source."))
        : Optional.empty();
  }

  private static Optional<Refused> malformed(PutEntry entry) {
    return entry.detail().flatMap(Json::parse).filter(JsonNode::isObject).isPresent()
        ? Optional.empty()
        : Optional.of(new Refused("MalformedDetail", "Detail is malformed."));
  }

  private static Optional<Refused> unknownBus(PutEntry entry, BusSettings settings) {
    String bus = busName(entry);
    return settings.knows(bus)
        ? Optional.empty()
        : Optional.of(
            new Refused(
                "ResourceNotFoundException", "Event bus %s does not exist.".formatted(bus)));
  }
}
