package dev.freshet.invalidator;

import dev.freshet.domain.Event;
import dev.freshet.lambda.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** EventBridge as far as it is used: keeps what it accepted, refuses what it is told to. */
public final class FakeBus implements EventBridgeClient {
  private final List<PutEventsRequest> calls = new ArrayList<>();
  private final List<PutEventsRequestEntry> accepted = new ArrayList<>();
  private Predicate<PutEventsRequestEntry> refusal = _ -> false;
  private String code = "";
  private boolean unavailable;

  /** From now on has no time for such entries, and takes all others. */
  public FakeBus refuse(Predicate<PutEventsRequestEntry> entries) {
    return refuse(entries, "ThrottlingException");
  }

  /** From now on refuses such entries with this error code, and takes all others. */
  public FakeBus refuse(Predicate<PutEventsRequestEntry> entries, String errorCode) {
    refusal = entries;
    code = errorCode;
    return this;
  }

  /** From now on does not answer. */
  public FakeBus becomeUnavailable() {
    unavailable = true;
    return this;
  }

  /** From now on takes everything. */
  public FakeBus recover() {
    unavailable = false;
    return refuse(_ -> false);
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    calls.add(request);
    if (unavailable) {
      throw SdkClientException.create("connection refused");
    }
    return PutEventsResponse.builder()
        .entries(request.entries().stream().map(this::accept).toList())
        .build();
  }

  private PutEventsResultEntry accept(PutEventsRequestEntry entry) {
    if (refusal.test(entry)) {
      return PutEventsResultEntry.builder().errorCode(code).build();
    }
    accepted.add(entry);
    return PutEventsResultEntry.builder().eventId("event-" + accepted.size()).build();
  }

  public List<PutEventsRequest> calls() {
    return calls;
  }

  public List<PutEventsRequestEntry> accepted() {
    return accepted;
  }

  /** The details of what was accepted, read as events of this type. */
  public <T> List<Event<T>> events(Class<T> type) {
    return accepted.stream()
        .flatMap(entry -> Json.readEvents(entry.detail(), type).stream())
        .toList();
  }

  /** What the accepted events of one type say. */
  public <T> List<T> events(Class<T> type, String detailType) {
    return accepted.stream()
        .filter(entry -> entry.detailType().equals(detailType))
        .flatMap(entry -> Json.readEvents(entry.detail(), type).stream())
        .map(Event::data)
        .toList();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
