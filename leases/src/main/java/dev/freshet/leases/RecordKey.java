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
record ItemKey(String text) {
  static final String ATTRIBUTE = "pk";

  static ItemKey ofLease(ViewKey view) {
    return new ItemKey("LEASE#" + view.owner().text() + "#" + view.view().value());
  }

  static ItemKey ofLedger(YearMonth month) {
    return new ItemKey("LEDGER#" + month);
  }

  static ItemKey ofShare(Owner owner, YearMonth month) {
    return new ItemKey("SHARE#" + owner.text() + "#" + month);
  }

  /** The key of an item that was read: DynamoDB returns none without. */
  static ItemKey of(Map<String, AttributeValue> item) {
    return new ItemKey(Objects.requireNonNull(item.get(ATTRIBUTE)).s());
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
