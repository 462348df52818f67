package dev.freshet.table.item;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ProductId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Something to order.
 *
 * @param version from 1, one more with every change
 */
public record ProductItem(ProductId productId, String name, long priceCents, long version)
    implements Item {
  private static final String NAME = "name";
  private static final String PRICE_CENTS = "priceCents";
  private static final String VERSION = "version";

  public ProductItem {
    if (priceCents < 0) {
      throw new IllegalArgumentException("a price is not below zero");
    }
  }

  public static ProductItem from(Attributes item) {
    return new ProductItem(
        new ProductId(item.key().partition()),
        item.text(NAME),
        item.number(PRICE_CENTS),
        item.number(VERSION));
  }

  @Override
  public ItemKey key() {
    return ItemKey.product(productId);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    return Map.of(
        NAME, Attribute.text(name),
        PRICE_CENTS, Attribute.number(priceCents),
        VERSION, Attribute.number(version));
  }
}
