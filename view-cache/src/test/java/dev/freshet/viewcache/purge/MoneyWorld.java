package dev.freshet.viewcache.purge;

import static dev.freshet.viewcache.lease.LeaseFixture.ALICE;
import static dev.freshet.viewcache.lease.LeaseFixture.BOB;
import static dev.freshet.viewcache.lease.LeaseFixture.CARD_OF_BOB;
import static dev.freshet.viewcache.lease.LeaseFixture.DASHBOARD;
import static dev.freshet.viewcache.lease.LeaseFixture.ORDERS;
import static dev.freshet.viewcache.lease.LeaseFixture.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.domain.ViewsEvicted.FoundLease;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.GrantRequest;
import dev.freshet.viewcache.lease.GrantStep;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.lease.LeasePart;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.Ledger;
import dev.freshet.viewcache.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Readers and purges of three views, one step of one of them at a time. */
final class MoneyWorld {
  private static final Duration TIMEOUT = Duration.ofMillis(50);
  private static final List<ViewKey> VIEWS = List.of(ORDERS, DASHBOARD, CARD_OF_BOB);

  private final Random random;
  private final GrantTerms terms;
  private final PurgeRule rule;
  private final InMemoryLeaseStore store = new InMemoryLeaseStore();
  private final Map<ViewKey, Generation> living = new HashMap<>();
  private final Map<ViewKey, FoundLease> flags = new HashMap<>();
  private final List<GrantStep> grants = new ArrayList<>();
  private final List<PurgeStep> purges = new ArrayList<>();
  private final List<ViewsEvicted> notices = new ArrayList<>();
  private final List<Records> late = new ArrayList<>();
  private final Map<YearMonth, Long> carriedOut = new TreeMap<>();
  private final Set<String> events = new TreeSet<>();
  private Instant now = Instant.parse("2026-01-31T23:30:00Z");

  MoneyWorld(long seed) {
    random = new Random(seed);
    terms = seed % 2 == 0 ? new GrantTerms(12, 8, 5) : new GrantTerms(2_000, 400, 5);
    rule = PurgeFixture.rule(terms);
    VIEWS.forEach(view -> living.put(view, new Generation("0")));
  }

  /** What has happened so far. */
  Set<String> events() {
    return events;
  }

  void step() {
    switch (random.nextInt(10)) {
      case 0 -> now = now.plusMillis(elapsed());
      case 1 -> grants.add(new GrantStep.ReadRecords(request()));
      case 2 -> evict(random.nextBoolean() ? ALICE : BOB);
      case 3 -> beginPurge();
      case 4 -> writeLate();
      case 5, 6, 7 -> advanceGrant();
      default -> advancePurge();
    }
  }

  private long elapsed() {
    return switch (random.nextInt(100)) {
      case 0 -> Duration.ofDays(3).toMillis();
      case 1, 2, 3, 4, 5 -> Duration.ofHours(1).toMillis();
      default -> random.nextInt(20_000);
    };
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <T> Optional<T> take(List<T> list) {
    return list.isEmpty()
        ? Optional.empty()
        : Optional.of(list.remove(random.nextInt(list.size())));
  }

  private LeasePart part(ViewKey view) {
    return new LeasePart(view, Objects.requireNonNull(living.get(view)), now);
  }

  private GrantRequest request() {
    List<LeasePart> missing = Stream.of(any(VIEWS), any(VIEWS)).distinct().map(this::part).toList();
    return new GrantRequest(
        missing.getFirst(),
        missing,
        Duration.ofSeconds(20 + random.nextInt(600)),
        random.nextInt(12),
        terms,
        TIMES);
  }

  private void evict(Owner owner) {
    List<Eviction> evictions = new ArrayList<>();
    for (ViewKey view : VIEWS) {
      if (view.owner().equals(owner) && random.nextBoolean()) {
        evictions.add(new Eviction(view.view(), flags.remove(view)));
        living.put(view, new Generation(Integer.toString(random.nextInt())));
      }
    }
    notices.add(new ViewsEvicted(owner, now, random.nextInt(8) == 0, evictions));
  }

  private void beginPurge() {
    List<ViewsEvicted> some = new ArrayList<>();
    take(notices).ifPresent(some::add);
    take(notices).ifPresent(some::add);
    if (!some.isEmpty()) {
      purges.add(new PurgeWork(rule, some).begin());
    }
  }

  private void writeLate() {
    take(late)
        .ifPresent(records -> {
          events.add(store.write(records, TIMEOUT) ? "late write" : "late write without effect");
        });
  }

  /** Empty: no answer; it may be written yet. */
  private Optional<Boolean> write(Records changed) {
    if (random.nextInt(8) == 0) {
      late.add(changed);
      return Optional.empty();
    }
    boolean written = store.write(changed, TIMEOUT);
    events.add(written ? "write" : "conflict");
    return Optional.of(written);
  }

  private void advanceGrant() {
    take(grants)
        .map(this::next)
        .filter(step -> !(step instanceof GrantStep.Ended))
        .ifPresent(grants::add);
  }

  private GrantStep next(GrantStep step) {
    return switch (step) {
      case GrantStep.ReadRecords read -> read.read(store.read(read.query(now), TIMEOUT), now);
      case GrantStep.WriteRecords write ->
          write(write.changed()).map(write::written).orElseGet(write::unavailable);
      case GrantStep.NoteLeases note -> note.noted(noted(note));
      case GrantStep.Postpone postpone -> {
        events.add(postpone.reason().name());
        yield postpone.postponed();
      }
      case GrantStep.Elect _, GrantStep.Ended _ -> step;
    };
  }

  private boolean noted(GrantStep.NoteLeases note) {
    events.add("granted");
    for (LeasePart part : note.parts()) {
      if (part.generation().equals(living.get(part.view()))) {
        flags.put(part.view(), new FoundLease(part.generation().token(), note.until()));
      }
    }
    return true;
  }

  private void advancePurge() {
    take(purges)
        .filter(_ -> random.nextInt(30) != 0)
        .map(this::next)
        .filter(step -> !(step instanceof PurgeStep.Ended))
        .ifPresent(purges::add);
  }

  private PurgeStep next(PurgeStep step) {
    return switch (step) {
      case PurgeStep.ReadRecords read ->
          begun(read, read.read(store.read(read.query(now), TIMEOUT), now));
      case PurgeStep.Pay pay ->
          write(pay.changed()).map(pay::written).orElseGet(() -> again(pay.work(), pay));
      case PurgeStep.Purge purge -> sent(purge);
      case PurgeStep.Settle settle -> settle.read(store.read(settle.query(), TIMEOUT), now);
      case PurgeStep.Close close ->
          write(close.changed()).map(close::written).orElseGet(close::unavailable);
      case PurgeStep.Ended ended -> ended;
    };
  }

  private PurgeStep begun(PurgeStep.ReadRecords read, PurgeStep then) {
    if (then instanceof PurgeStep.Ended ended && !ended.returned().isEmpty()) {
      events.add("waits for a budget");
      ended.returned().forEach(index -> notices.add(read.work().notices().get(index)));
    }
    return then;
  }

  private PurgeStep again(PurgeWork work, PurgeStep.Pay pay) {
    notices.addAll(work.notices());
    return pay.unavailable();
  }

  private PurgeStep sent(PurgeStep.Purge purge) {
    int outcome = random.nextInt(4);
    if (outcome == 0) {
      events.add("refused");
      notices.addAll(purge.work().notices());
      return purge.refused();
    }
    carriedOut.merge(purge.plan().before().month(), (long) purge.tags().size(), Long::sum);
    events.add(purge.plan().charged() > 0 ? "charged" : "prepaid");
    return outcome == 1 ? purge.unanswered() : purge.accepted();
  }

  void assertPaidWithinTheBudget() {
    YearMonth month = YearMonth.of(2026, 1);
    while (!month.isAfter(YearMonth.from(now.atOffset(ZoneOffset.UTC)))) {
      Ledger ledger = store.ledgerOf(month);
      assertThat(ledger.committed()).isLessThanOrEqualTo(terms.budget());
      assertThat(ledger.spent()).isGreaterThanOrEqualTo(carriedOut.getOrDefault(month, 0L));
      month = month.plusMonths(1);
    }
  }

  /** Each grant that is said to be prepaid has a reservation of its own. */
  void assertPrepaidGrantsAreReserved() {
    YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    Map<Long, Long> prepaid = new HashMap<>();
    for (ViewKey view : VIEWS) {
      store.leaseOf(view).at(now).grants().stream()
          .filter(grant -> grant.prepaid())
          .forEach(grant -> prepaid.merge(grant.until().getEpochSecond() / 300, 1L, Long::sum));
    }
    Map<Long, Long> reserved = store.ledgerOf(month).reserved();
    assertThat(prepaid)
        .allSatisfy((slot, count) ->
            assertThat(reserved.getOrDefault(slot, 0L)).isGreaterThanOrEqualTo(count));
  }
}
