package dev.freshet.invalidator;

import dev.freshet.domain.Event;
import dev.freshet.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
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

  /** "Array Members: Minimum number of 1 item. Maximum number of 10 items." */
  static final int ENTRIES_PER_CALL = 10;

  /** "The total entry size must be less than 256KB": one entry, and all entries of a call. */
  static final int BYTES_PER_CALL = 256 * 1024;

  /**
   * The codes that blame what an entry says, so that it can never be taken. The other codes that
   * AWS calls "non-retryable" (AccessDeniedException, InvalidAccountIdException,
   * NotAuthorizedForSourceException, NotAuthorizedForDetailTypeException) blame how the system is
   * set up: the entry is sound, and taken as soon as that is mended, so it is sent again. So is one
   * with a code that is not known here. See <a
   * href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html">PutEventsResultEntry</a>.
   */
  private static final Set<String> REFUSALS_OF_CONTENT =
      Set.of("InvalidArgument", "MalformedDetail", "RedactionFailure");

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final EventBridgeClient client;
  private final String name;

  public EventBus(EventBridgeClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /** One or more events of a type in the form in which they are published. */
  public record Entry(String type, String detail) {
    public static Entry of(String type, Event<?> event) {
      return of(type, List.of(Json.write(event)));
    }

    /**
     * @param events as JSON
     */
    static Entry of(String type, List<String> events) {
      return new Entry(type, "{\"events\":[" + String.join(",", events) + "]}");
    }

    /** What EventBridge counts: source, type and detail in UTF-8. */
    public int bytes() {
      return Event.SOURCE.length() + type.length() + detail.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  /** The outcome of one entry. */
  public enum Outcome {
    /** It is on the bus for certain. */
    PUBLISHED,
    /** It may not be on the bus; sending it again may help, and is harmless. */
    RETRY,
    /** The bus rejects it permanently: the entry is invalid. */
    REFUSED
  }

  /**
   * Sends calls in order, and stops after the first call with an entry that must be retried.
   *
   * @return one outcome for each entry, in their order
   */
  public List<Outcome> send(List<Entry> entries) {
    List<Outcome> outcomes = new ArrayList<>();
    while (outcomes.size() < entries.size()) {
      List<Entry> rest = entries.subList(outcomes.size(), entries.size());
      outcomes.addAll(outcomes.contains(Outcome.RETRY) ? retry(rest) : next(rest));
    }
    return List.copyOf(outcomes);
  }

  /**
   * Sends like {@link #send}.
   *
   * @return how many entries, from the first on, are on the bus for certain. Entries after those
   *     may have arrived too: publishing them again is for the caller, and harmless.
   */
  public int publish(List<Entry> entries) {
    List<Outcome> outcomes = send(entries);
    int published = 0;
    while (published < outcomes.size() && outcomes.get(published) == Outcome.PUBLISHED) {
      published++;
    }
    return published;
  }

  private static List<Outcome> retry(List<Entry> entries) {
    return Collections.nCopies(entries.size(), Outcome.RETRY);
  }

  private List<Outcome> next(List<Entry> rest) {
    List<Entry> call = nextCall(rest);
    if (call.isEmpty()) {
      LOG.error("an event is longer than EventBridge takes");
      return List.of(Outcome.REFUSED);
    }
    return put(call);
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

  private List<Outcome> put(List<Entry> call) {
    try {
      List<PutEventsResultEntry> results =
          client.putEvents(request -> request.entries(requested(call))).entries();
      return results.stream().map(EventBus::outcome).toList();
    } catch (SdkException refused) {
      LOG.atError().setCause(refused).addKeyValue("entries", call.size()).log("bus did not answer");
      return retry(call);
    }
  }

  private List<PutEventsRequestEntry> requested(List<Entry> call) {
    List<PutEventsRequestEntry> requested = new ArrayList<>();
    for (Entry entry : call) {
      requested.add(
          PutEventsRequestEntry.builder()
              .eventBusName(name)
              .source(Event.SOURCE)
              .detailType(entry.type())
              .detail(entry.detail())
              .build());
    }
    return requested;
  }

  private static Outcome outcome(PutEventsResultEntry result) {
    String code = result.errorCode();
    if (code == null) {
      return Outcome.PUBLISHED;
    }
    LOG.atError().addKeyValue("errorCode", code).log("bus refused an event");
    return REFUSALS_OF_CONTENT.contains(code) ? Outcome.REFUSED : Outcome.RETRY;
  }
}
