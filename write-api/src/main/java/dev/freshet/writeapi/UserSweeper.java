package dev.freshet.writeapi;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.freshet.domain.Event;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.UserDataChanged.Kind;
import dev.freshet.domain.UserId;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import dev.freshet.lambda.queue.QueueFunction;
import dev.freshet.table.Table;
import dev.freshet.table.ThrottledException;
import dev.freshet.table.write.UserSweep;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what belonged to deleted accounts, from a queue that holds the event of each deletion
 * until no request of before it can write any more. What it cannot finish in one invocation it
 * reports as failed: SQS delivers the same message again, and the next invocation goes on with what
 * is left. It sends nothing to any queue (see docs/adr/0020). Thread-safe.
 */
public final class UserSweeper extends QueueFunction {
  private static final Logger LOG = LoggerFactory.getLogger(UserSweeper.class);

  /** For the page that was begun last, each of its deletions tried again while throttled. */
  private static final Duration LAST_PAGE = Duration.ofSeconds(15);

  private final UserSweep sweep;
  private final Metrics metrics;
  private final InstantSource clock;

  /** Lambda's. */
  public UserSweeper() {
    this(System.getenv(), Clock.systemUTC());
  }

  UserSweeper(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private UserSweeper(Settings settings, InstantSource clock) {
    this(settings, clock, TableClient.table(settings, clock));
  }

  UserSweeper(Settings settings, InstantSource clock, Table table) {
    this.sweep = new UserSweep(table);
    this.metrics = Metrics.of(settings, getClass(), clock);
    this.clock = clock;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    List<SQSBatchResponse.BatchItemFailure> unfinished = new ArrayList<>();
    for (SQSEvent.SQSMessage message : batch.getRecords()) {
      if (!finishes(message, context)) {
        unfinished.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(unfinished);
  }

  private boolean finishes(SQSEvent.SQSMessage message, Context context) {
    boolean all = true;
    for (Event<UserDataChanged> event :
        Json.readDelivered(message.getBody(), UserDataChanged.class)) {
      all &= !deletes(event.data()) || finishes(event, context);
    }
    return all;
  }

  /** Events of other owners travel with the one that the rule looks for. */
  private static boolean deletes(UserDataChanged event) {
    return event.changes().stream()
        .anyMatch(change -> change.item() == ItemType.DELETION && change.kind() != Kind.REMOVE);
  }

  private boolean finishes(Event<UserDataChanged> event, Context context) {
    Owner owner = event.data().owner();
    Duration time = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(LAST_PAGE);
    try (Measurements measurements = metrics.begin();
        var _ = measurements.about(List.of(event.metadata().correlationId()))) {
      boolean finished =
          sweep.run(
              new UserId(owner.id()), event.metadata().correlationId(), clock.instant().plus(time));
      measurements.count(finished ? "UserSwept" : "UserSweepContinues");
      LOG.atInfo().addKeyValue("owner", owner).addKeyValue("finished", finished).log("swept");
      return finished;
    } catch (ThrottledException throttled) {
      LOG.atWarn().addKeyValue("owner", owner).setCause(throttled).log("sweep throttled");
      return false;
    }
  }
}
