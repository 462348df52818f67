package dev.freshet.invalidator.edge;

import dev.freshet.invalidator.EventBus;
import dev.freshet.invalidator.governor.Governance;
import dev.freshet.invalidator.governor.Grant;
import dev.freshet.invalidator.governor.Invalidation;
import dev.freshet.lambda.observe.Measurements;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries decisions out: as much as may be in progress, is paid for and is not too soon. */
final class Purges {
  private static final Logger LOG = LoggerFactory.getLogger(Purges.class);

  private final Governance governance;
  private final Edge edge;
  private final EventBus bus;
  private final InstantSource clock;

  Purges(Governance governance, Edge edge, EventBus bus, InstantSource clock) {
    this.governance = governance;
    this.edge = edge;
    this.bus = bus;
    this.clock = clock;
  }

  /** Purges the first so many items and returns how many; the others have to wait. */
  int send(List<Invalidation.Item> wanted, Measurements measured) {
    Instant now = clock.instant();
    Grant grant = governance.grant(wanted.size(), now);
    count(measured, "WaitForRoom", grant.room());
    count(measured, "WaitForPace", grant.pace());
    count(measured, "WaitForBudget", grant.budget());
    int granted = grant.granted();
    return granted > 0 && purge(new Invalidation(wanted.subList(0, granted)), now, measured)
        ? granted
        : 0;
  }

  /** Purges everything, once new answers are short-lived wherever they come from. */
  void wipe(Measurements measured) {
    Instant now = clock.instant();
    if (!governance.mayWipe(now)) {
      return;
    }
    switch (edge.wipe(governance.wipeReference())) {
      case Edge.Outcome.Accepted(String id, Instant _) -> {
        governance.wiped(now);
        measured.count("EdgeWiped");
        measured.count("PurgesPaid");
        LOG.atWarn().addKeyValue("invalidationId", id).log("budget is spent, edge wiped");
      }
      case Edge.Outcome.Refused reason -> {
        measured.count(reason.metric());
        governance.wipeRefused(now);
      }
    }
  }

  private boolean purge(Invalidation invalidation, Instant now, Measurements measured) {
    switch (edge.purge(invalidation)) {
      case Edge.Outcome.Accepted(String id, Instant createdAt) -> {
        governance.accepted(invalidation, now, createdAt);
        measured.count("InvalidationsAccepted");
        measured.count("PurgesPaid", invalidation.items().size());
        measureDelay(invalidation, measured);
        announce(invalidation, id, measured);
        return true;
      }
      case Edge.Outcome.Refused reason -> {
        measured.count(reason.metric());
        governance.refused(invalidation, reason.maybeCharged(), now);
        return false;
      }
    }
  }

  private void measureDelay(Invalidation invalidation, Measurements measured) {
    Instant now = clock.instant();
    invalidation
        .notices()
        .map(notice -> Duration.between(notice.metadata().committedAt(), now))
        .forEach(delay -> measured.duration("CommitToPurge", delay));
  }

  /** The purge has happened: an event that cannot be published must not make it happen again. */
  private void announce(Invalidation invalidation, String id, Measurements measured) {
    var events = PurgeEvents.of(invalidation, id);
    int published = bus.publish(events);
    count(measured, "PurgesUnannounced", events.size() - published);
    LOG.atInfo()
        .addKeyValue("invalidationId", id)
        .addKeyValue("items", invalidation.items().size())
        .log("edge purged");
  }

  private static void count(Measurements measured, String metric, int number) {
    if (number > 0) {
      measured.count(metric, number);
    }
  }
}
