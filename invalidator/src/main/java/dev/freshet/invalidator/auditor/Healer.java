package dev.freshet.invalidator.auditor;

import dev.freshet.domain.Event;
import dev.freshet.domain.Event.Metadata;
import dev.freshet.domain.StalenessDetected;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.ViewName;
import dev.freshet.invalidator.Digest;
import dev.freshet.invalidator.EventBus;
import dev.freshet.invalidator.auditor.ViewReader.Served;
import dev.freshet.invalidator.dispatcher.EvictionDispatcher;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Evicts a stale view again over the usual path, and publishes an event. The eviction is a flush:
 * the recorded state of the view may be wrong, so it is purged whether or not a lease is recorded.
 * It is sent to the queue instead of the bus, so that it is not audited itself.
 */
final class Healer {
  private static final Logger LOG = LoggerFactory.getLogger(Healer.class);

  private final SqsClient sqs;
  private final String changeQueueUrl;
  private final EventBus bus;

  Healer(SqsClient sqs, String changeQueueUrl, EventBus bus) {
    this.sqs = sqs;
    this.changeQueueUrl = changeQueueUrl;
    this.bus = bus;
  }

  /** Returns whether the eviction is on its way and the bus knows. */
  boolean heal(Event<UserDataChanged> change, ViewName view, Delay delay, Finding.Stale stale) {
    String key =
        "audit-"
            + Digest.of(
                List.of(
                    change.metadata().idempotencyKey(),
                    view.value(),
                    Long.toString(stale.table().loadedAt().toEpochMilli())));
    boolean evicting = evict(change, view, key);
    boolean told = bus.publish(List.of(entry(change, view, delay, stale, key))) == 1;
    return evicting && told;
  }

  private boolean evict(Event<UserDataChanged> change, ViewName view, String key) {
    UserDataChanged ofView =
        UserDataChanged.flush(change.data().owner(), new TreeSet<>(List.of(view)));
    Event<UserDataChanged> flush =
        new Event<>(metadata(UserDataChanged.TYPE, change.metadata(), key), ofView);
    try {
      String body = EvictionDispatcher.CHANGES.write(flush);
      sqs.sendMessage(request -> request.queueUrl(changeQueueUrl).messageBody(body));
      return true;
    } catch (SdkException refused) {
      LOG.atError().setCause(refused).log("stale view could not be evicted");
      return false;
    }
  }

  private static EventBus.Entry entry(
      Event<UserDataChanged> change, ViewName view, Delay delay, Finding.Stale stale, String key) {
    Served served = stale.served();
    return EventBus.Entry.of(
        StalenessDetected.TYPE,
        new Event<>(
            metadata(StalenessDetected.TYPE, change.metadata(), key),
            new StalenessDetected(
                change.data().owner(),
                view,
                delay.seconds(),
                stale.expected(),
                served.loadedAt(),
                served.etag(),
                stale.table().etag())));
  }

  private static Metadata metadata(String type, Metadata cause, String key) {
    return new Metadata(
        type + "-" + Digest.of(List.of(type, key)),
        Event.VERSION,
        cause.occurredAt(),
        cause.committedAt(),
        cause.correlationId(),
        key);
  }
}
