package dev.freshet.leases;

import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.Lease.Grant;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStore.Versioned;
import dev.freshet.viewcache.lease.Ledger;
import dev.freshet.viewcache.lease.OwnerShare;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of the records to write, each with the next version. */
final class RecordItems {
  static final String VERSION = "version";
  static final String EXPIRES_AT = "expiresAt";
  static final String GRANTS = "grants";
  static final String GENERATION = "generation";
  static final String FIRST_AT = "firstAt";
  static final String LAST_AT = "lastAt";
  static final String UNTIL = "until";
  static final String PREPAID = "prepaid";
  static final String COMMITTED = "committed";
  static final String RESERVED = "reserved";
  static final String DAYS = "days";

  /** Far longer than a writer may take from reading a lease until its write arrives. */
  private static final Duration KEEP_LEASE = Duration.ofDays(1);

  /** So that last month's purges can be looked up while the bill for them is new. */
  private static final Duration KEEP_MONTH = Duration.ofDays(40);

  private RecordItems() {}

  /**
   * An item in the place of one of a version.
   *
   * @param replaces 0 if there must be none
   */
  record Change(Map<String, AttributeValue> item, long replaces) {}

  static List<Change> changes(Records changed, Instant now) {
    List<Change> changes = new ArrayList<>();
    changed
        .leases()
        .forEach((view, lease) ->
            changes.add(
                change(
                    RecordKey.ofLease(view),
                    lease,
                    lease(lease.value()),
                    end(lease.value(), now))));
    Instant monthKept = end(changed.month());
    changed
        .ledger()
        .ifPresent(ledger ->
            changes.add(
                change(
                    RecordKey.ofLedger(changed.month()),
                    ledger,
                    ledger(ledger.value()),
                    monthKept)));
    changed
        .share()
        .ifPresent(owned ->
            changes.add(
                change(
                    RecordKey.ofShare(owned.owner(), changed.month()),
                    owned.share(),
                    share(owned.share().value()),
                    monthKept)));
    return changes;
  }

  private static Change change(
      RecordKey key, Versioned<?> record, Map<String, AttributeValue> content, Instant end) {
    Map<String, AttributeValue> item = new HashMap<>(content);
    item.putAll(key.attributes());
    item.put(VERSION, RecordAttributes.number(record.version() + 1));
    item.put(EXPIRES_AT, RecordAttributes.number(end.getEpochSecond()));
    return new Change(item, record.version());
  }

  private static Map<String, AttributeValue> lease(Lease lease) {
    return Map.of(
        GRANTS, AttributeValue.fromL(lease.grants().stream().map(RecordItems::grant).toList()));
  }

  private static AttributeValue grant(Grant grant) {
    return AttributeValue.fromM(
        Map.of(
            GENERATION, AttributeValue.fromS(grant.generation().token()),
            FIRST_AT, RecordAttributes.time(grant.firstAt()),
            LAST_AT, RecordAttributes.time(grant.lastAt()),
            UNTIL, RecordAttributes.time(grant.until()),
            PREPAID, AttributeValue.fromBool(grant.prepaid())));
  }

  private static Map<String, AttributeValue> ledger(Ledger ledger) {
    return Map.of(
        COMMITTED, RecordAttributes.number(ledger.committed()),
        RESERVED, RecordAttributes.counts(ledger.reserved()));
  }

  private static Map<String, AttributeValue> share(OwnerShare share) {
    return Map.of(DAYS, RecordAttributes.counts(share.byDay()));
  }

  /** Counted from the write at least, or a lease without grants could be deleted at once. */
  private static Instant end(Lease lease, Instant now) {
    return lease.grants().stream()
        .map(Grant::until)
        .filter(until -> until.isAfter(now))
        .max(Instant::compareTo)
        .orElse(now)
        .plus(KEEP_LEASE);
  }

  private static Instant end(YearMonth month) {
    return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(KEEP_MONTH);
  }
}
