package dev.freshet.table.item;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ProductDetails;
import dev.freshet.domain.ProductId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Something to order.
 *
 * @param version one more with every change, from the millisecond of its creation: a product that
 *     is deleted and created anew never has a version that an earlier one had
 */
public record ProductItem(ProductId productId, ProductDetails details, long version)
    implements Item {
  public static final String VERSION = "version";

  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";
  private static final String PRICE_CENTS = "priceCents";

  public static ProductItem from(Attributes item) {
    return new ProductItem(
        new ProductId(item.key().partition()),
        ProductDetails.of(
            item.text(NAME),
            // Products were made without one before they had an API.
            item.has(DESCRIPTION) ? item.text(DESCRIPTION) : "",
            item.number(PRICE_CENTS)),
        item.number(VERSION));
  }

  /** The next version. */
  public ProductItem changed(ProductDetails wanted) {
    return new ProductItem(productId, wanted, version + 1);
  }

  @Override
  public ItemKey key() {
    return ItemKey.product(productId);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    return Map.of(
        NAME, Attribute.text(details.name().value()),
        DESCRIPTION, Attribute.text(details.description().value()),
        PRICE_CENTS, Attribute.number(details.priceCents()),
        VERSION, Attribute.number(version));
  }
}
