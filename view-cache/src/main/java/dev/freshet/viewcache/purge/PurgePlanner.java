package dev.freshet.viewcache.purge;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.Lease.Grant;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStore.Versioned;
import dev.freshet.viewcache.lease.Ledger;
import dev.freshet.viewcache.purge.OwnerPurge.Cause;
import dev.freshet.viewcache.purge.PurgePlan.Item;
import dev.freshet.viewcache.purge.PurgePlan.Taken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides on several notices at once, going by what is recorded. Each purged item uses one
 * reservation of the views that it covers; their further reservations are given back; an item that
 * finds none is charged to the budget, and waits if that has no room. For one call and one thread.
 */
final class PurgePlanner {
  private final PurgeRule rule;
  private final List<ViewsEvicted> notices;
  private final Records records;
  private final Instant now;
  private final Map<Owner, OwnerPurge> needed = new LinkedHashMap<>();
  private final SortedMap<PurgeReason, Integer> reasons = new TreeMap<>();
  private final List<Item> items = new ArrayList<>();
  private final SortedSet<Integer> waiting = new TreeSet<>();
  private final Map<ViewKey, Versioned<Lease>> changed = new HashMap<>();
  private final List<Taken> taken = new ArrayList<>();
  private Ledger ledger;
  private int charged;

  private PurgePlanner(PurgeRule rule, List<ViewsEvicted> notices, Records records, Instant now) {
    this.rule = rule;
    this.notices = notices;
    this.records = records;
    this.now = now;
    this.ledger = records.ledger().orElseThrow().value().at(now);
  }

  static PurgePlan plan(PurgeRule rule, List<ViewsEvicted> notices, Records records, Instant now) {
    return new PurgePlanner(rule, notices, records, now).plan();
  }

  private PurgePlan plan() {
    for (int i = 0; i < notices.size(); i++) {
      for (Eviction eviction : notices.get(i).evictions()) {
        decide(i, notices.get(i), eviction);
      }
    }
    needed.values().forEach(this::pay);
    Optional<Versioned<Ledger>> paid =
        items.isEmpty()
            ? Optional.empty()
            : Optional.of(records.ledger().orElseThrow().with(ledger));
    Records before = new Records(records.month(), changed, paid, Optional.empty());
    return new PurgePlan(items, before, waiting, reasons, taken, charged);
  }

  private void decide(int index, ViewsEvicted notice, Eviction eviction) {
    ViewKey view = new ViewKey(notice.owner(), eviction.view());
    PurgeReason reason =
        rule.decide(notice, eviction, records.versioned(view).value().at(now), now);
    reasons.merge(reason, 1, Integer::sum);
    if (reason.purges()) {
      needed.computeIfAbsent(notice.owner(), OwnerPurge::of).add(index, notice, eviction);
    }
  }

  /** Pays for an owner's items, or has them all wait. */
  private void pay(OwnerPurge purge) {
    List<CacheTag> tags = purge.tags(rule.catalogue());
    List<Taken> reserved = reservations(purge);
    Optional<Payment> payment = Payment.of(ledger, reserved, tags.size(), rule.terms().budget());
    payment.ifPresentOrElse(
        paid -> {
          ledger = paid.after();
          taken.addAll(paid.taken());
          charged += paid.charged();
          reserved.forEach(this::use);
          items.add(new Item(purge, tags));
        },
        () -> waiting.addAll(purge.notices()));
  }

  /** The reservations of the grants whose copies the purge covers, all of them. */
  private List<Taken> reservations(OwnerPurge purge) {
    List<Taken> reserved = new ArrayList<>();
    purge
        .views()
        .forEach((name, causes) -> {
          ViewKey view = new ViewKey(purge.owner(), name);
          records.versioned(view).value().at(now).grants().stream()
              .filter(grant -> grant.prepaid() && isCovered(causes, grant))
              .map(grant -> new Taken(view, grant.generation(), grant.until()))
              .forEach(reserved::add);
        });
    return reserved;
  }

  private boolean isCovered(List<Cause> causes, Grant grant) {
    return OwnerPurge.isCovered(causes, grant, rule.times().clockSkew());
  }

  private void use(Taken reservation) {
    Versioned<Lease> versioned =
        changed.getOrDefault(reservation.view(), records.versioned(reservation.view()));
    Lease lease =
        versioned
            .value()
            .at(now)
            .map(grant ->
                grant.generation().equals(reservation.generation())
                    ? grant.withPrepaid(false)
                    : grant);
    changed.put(reservation.view(), versioned.with(lease));
  }
}
