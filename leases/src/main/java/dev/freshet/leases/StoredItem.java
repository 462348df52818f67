package dev.freshet.leases;

import static dev.freshet.leases.RecordItems.COMMITTED;
import static dev.freshet.leases.RecordItems.DAYS;
import static dev.freshet.leases.RecordItems.GRANTS;
import static dev.freshet.leases.RecordItems.RESERVED;
import static dev.freshet.leases.RecordItems.VERSION;

import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.Lease.Grant;
import dev.freshet.viewcache.lease.LeaseStore.Versioned;
import dev.freshet.viewcache.lease.LeaseStoreUnavailableException;
import dev.freshet.viewcache.lease.Ledger;
import dev.freshet.viewcache.lease.OwnerShare;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item as it was read. An attribute that is missing or not of its form makes the whole record
 * unavailable, with a message that names both: to take it for an empty one would be to say "no
 * lease".
 */
record StoredItem(RecordKey key, Map<String, AttributeValue> attributes) {
  Versioned<Lease> lease() {
    return versioned(
        new Lease(read(GRANTS, StoredItem::grants).stream().map(this::grant).toList()));
  }

  Versioned<Ledger> ledger() {
    return versioned(
        new Ledger(
            read(COMMITTED, RecordAttributes::toLong),
            read(RESERVED, slots -> RecordAttributes.toCounts(slots, Long::valueOf))));
  }

  Versioned<OwnerShare> share() {
    return versioned(
        new OwnerShare(read(DAYS, days -> RecordAttributes.toCounts(days, Integer::valueOf))));
  }

  private <T> Versioned<T> versioned(T value) {
    return new Versioned<>(value, read(VERSION, RecordAttributes::toLong));
  }

  private static List<AttributeValue> grants(AttributeValue value) {
    RecordAttributes.require(value.hasL(), "L");
    value.l().forEach(grant -> RecordAttributes.require(grant.hasM(), "M"));
    return value.l();
  }

  private Grant grant(AttributeValue value) {
    StoredItem part = new StoredItem(key, value.m());
    return new Grant(
        part.read(RecordItems.GENERATION, it -> new Generation(RecordAttributes.toText(it))),
        part.read(RecordItems.FIRST_AT, RecordAttributes::toTime),
        part.read(RecordItems.LAST_AT, RecordAttributes::toTime),
        part.read(RecordItems.UNTIL, RecordAttributes::toTime),
        part.read(RecordItems.PREPAID, RecordAttributes::toBoolean));
  }

  private <T> T read(String name, Function<AttributeValue, T> form) {
    AttributeValue value = attributes.get(name);
    if (value == null) {
      throw new LeaseStoreUnavailableException(key + " has no " + name);
    }
    try {
      return form.apply(value);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException malformed) {
      throw new LeaseStoreUnavailableException(key + " has an unreadable " + name, malformed);
    }
  }
}
