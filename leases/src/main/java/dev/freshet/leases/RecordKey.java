package dev.freshet.leases;

import dev.freshet.domain.Owner;
import dev.freshet.viewcache.ViewKey;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The partition key of an item, its only key. Neither views nor months contain a {@code #}, so no
 * two records share a key, whatever an owner contains.
 */
record RecordKey(String text) {
  static final String ATTRIBUTE = "pk";

  static RecordKey ofLease(ViewKey view) {
    return new RecordKey("LEASE#" + view.owner().text() + "#" + view.view().value());
  }

  static RecordKey ofLedger(YearMonth month) {
    return new RecordKey("LEDGER#" + month);
  }

  static RecordKey ofShare(Owner owner, YearMonth month) {
    return new RecordKey("SHARE#" + owner.text() + "#" + month);
  }

  /** The key of an item that was read: DynamoDB returns none without. */
  static RecordKey of(Map<String, AttributeValue> item) {
    return new RecordKey(Objects.requireNonNull(item.get(ATTRIBUTE)).s());
  }

  AttributeValue value() {
    return AttributeValue.fromS(text);
  }

  Map<String, AttributeValue> attributes() {
    return Map.of(ATTRIBUTE, value());
  }

  @Override
  public String toString() {
    return text;
  }
}
