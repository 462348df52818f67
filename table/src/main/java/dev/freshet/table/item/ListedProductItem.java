package dev.freshet.table.item;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ProductId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Says that a product exists. All of them are in one partition, so that they can be listed by a
 * strongly consistent query; they change only when a product is created or deleted.
 */
public record ListedProductItem(ProductId productId) implements Item {

  public static ListedProductItem from(Attributes item) {
    return new ListedProductItem(new ProductId(item.key().id()));
  }

  @Override
  public ItemKey key() {
    return ItemKey.listedProduct(productId);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    return Map.of();
  }
}
