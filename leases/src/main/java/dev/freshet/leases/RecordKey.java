package dev.freshet.leases;

import dev.freshet.domain.Owner;
import dev.freshet.viewcache.ViewKey;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The partition key of an item, which has no sort key. Views and months contain no {@code #}, so
 * two records never share a key.
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
