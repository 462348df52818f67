package dev.freshet.viewcache.lease;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.Lease.Grant;
import dev.freshet.viewcache.lease.LeaseStore.OwnedShare;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStore.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Leases, ledgers and requests of one afternoon. */
public final class LeaseFixture {
  public static final Duration SKEW = Duration.ofMillis(500);
  public static final Duration WINDOW = Duration.ofSeconds(2);
  public static final ProtocolTimes TIMES = new ProtocolTimes(WINDOW, SKEW);

  /** The 15th of a month of 31 days. */
  public static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

  public static final YearMonth MONTH = YearMonth.of(2026, 1);
  public static final Owner ALICE = Owner.of(new UserId("alice"));
  public static final Owner BOB = Owner.of(new UserId("bob"));
  public static final ViewKey ORDERS = new ViewKey(ALICE, new ViewName("orders"));
  public static final ViewKey DASHBOARD = new ViewKey(ALICE, new ViewName("dashboard"));
  public static final ViewKey CARD_OF_BOB = new ViewKey(BOB, new ViewName("card"));
  public static final Generation G1 = new Generation("g1");
  public static final Generation G2 = new Generation("g2");
  public static final Duration LIFE = Duration.ofMinutes(10);

  private LeaseFixture() {}

  /** A prepaid grant, made a minute ago. */
  public static Grant grant(Generation generation, Instant until) {
    return new Grant(generation, NOW.minusSeconds(61), NOW.minusSeconds(60), until, true);
  }

  public static Lease lease(Grant... grants) {
    return new Lease(List.of(grants));
  }

  /** A ledger of so many spent purges and a reservation for each of these ends. */
  public static Ledger ledger(long spent, Instant... reserved) {
    Ledger ledger = new Ledger(spent, new TreeMap<>());
    for (Instant until : reserved) {
      ledger = ledger.reserve(1, until, Long.MAX_VALUE).orElseThrow();
    }
    return ledger;
  }

  /** As read, each record with version 7. Views that are not named have no lease. */
  public static Records records(Ledger ledger, Map<ViewKey, Lease> leases, OwnerShare share) {
    Map<ViewKey, Versioned<Lease>> all = new HashMap<>();
    for (ViewKey view : List.of(ORDERS, DASHBOARD, CARD_OF_BOB)) {
      all.put(view, new Versioned<>(leases.getOrDefault(view, Lease.NONE), 7));
    }
    return new Records(
        MONTH,
        all,
        Optional.of(new Versioned<>(ledger, 7)),
        Optional.of(new OwnedShare(ALICE, new Versioned<>(share, 7))));
  }

  public static Records records(Ledger ledger, Map<ViewKey, Lease> leases) {
    return records(ledger, leases, OwnerShare.NONE);
  }

  static LeasePart part(ViewKey view, Generation generation) {
    return new LeasePart(view, generation, NOW.minusMillis(100));
  }

  static GrantRequest request(GrantTerms terms, long saved, LeasePart... missing) {
    return new GrantRequest(part(ORDERS, G1), List.of(missing), LIFE, saved, terms, TIMES);
  }
}
