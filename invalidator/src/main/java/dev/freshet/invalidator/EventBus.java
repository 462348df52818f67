package dev.freshet.invalidator;

import dev.freshet.domain.Event;
import dev.freshet.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * The bus that events are published on, in order and within the limits of one PutEvents call. See
 * <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 * and <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html">entry
 * sizes</a>. Thread-safe; blocks for as long as the client does.
 */
public final class EventBus {

  /** The source of all our events; the rules in the template match it. */
  public static final String SOURCE = "freshet";

  /** "Array Members: Minimum number of 1 item. Maximum number of 10 items." */
  static final int ENTRIES_PER_CALL = 10;

  /** "The total entry size must be less than 256KB": one entry, and all entries of a call. */
  static final int BYTES_PER_CALL = 256 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final EventBridgeClient client;
  private final String name;

  public EventBus(EventBridgeClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /** An event in the form in which it is published. */
  public record Entry(String type, String detail) {
    public static Entry of(String type, Event<?> event) {
      return new Entry(type, Json.write(event));
    }

    /** What EventBridge counts: source, type and detail in UTF-8. */
    public int bytes() {
      return SOURCE.length() + type.length() + detail.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  /**
   * Publishes in order and stops after the first call that failed for any entry.
   *
   * @return how many entries, from the first on, are on the bus for certain. Entries after those
   *     may have arrived too: publishing them again is for the caller, and harmless.
   */
  public int publish(List<Entry> entries) {
    int published = 0;
    while (published < entries.size()) {
      List<Entry> call = nextCall(entries.subList(published, entries.size()));
      int accepted = call.isEmpty() ? tooLong() : put(call);
      published += accepted;
      if (call.isEmpty() || accepted < call.size()) {
        return published;
      }
    }
    return published;
  }

  private static int tooLong() {
    LOG.error("an event is longer than EventBridge takes");
    return 0;
  }

  /** As many entries as fit into one call; none if already the first is too long. */
  private static List<Entry> nextCall(List<Entry> rest) {
    int bytes = 0;
    int count = 0;
    for (Entry entry : rest.subList(0, Math.min(rest.size(), ENTRIES_PER_CALL))) {
      bytes += entry.bytes();
      if (bytes >= BYTES_PER_CALL) {
        break;
      }
      count++;
    }
    return rest.subList(0, count);
  }

  private int put(List<Entry> call) {
    List<PutEventsResultEntry> results;
    try {
      results = client.putEvents(request -> request.entries(requested(call))).entries();
    } catch (SdkException refused) {
      LOG.atError()
          .addKeyValue("cause", refused)
          .addKeyValue("entries", call.size())
          .log("bus did not answer");
      return 0;
    }
    return leadingSuccesses(results);
  }

  private List<PutEventsRequestEntry> requested(List<Entry> call) {
    List<PutEventsRequestEntry> requested = new ArrayList<>();
    for (Entry entry : call) {
      requested.add(
          PutEventsRequestEntry.builder()
              .eventBusName(name)
              .source(SOURCE)
              .detailType(entry.type())
              .detail(entry.detail())
              .build());
    }
    return requested;
  }

  private static int leadingSuccesses(List<PutEventsResultEntry> results) {
    int successes = 0;
    for (PutEventsResultEntry result : results) {
      if (result.errorCode() != null) {
        LOG.atError()
            .addKeyValue("errorCode", result.errorCode())
            .addKeyValue("entry", successes)
            .log("bus refused an event");
        return successes;
      }
      successes++;
    }
    return successes;
  }
}
