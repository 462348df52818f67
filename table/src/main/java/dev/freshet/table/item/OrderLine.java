package dev.freshet.table.item;

import dev.freshet.domain.ProductId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One line of an order: the product as it was when it was ordered.
 *
 * @param priceCents of one piece
 */
public record OrderLine(ProductId productId, String name, int quantity, long priceCents) {
  private static final String PRODUCT_ID = "productId";
  private static final String NAME = "name";
  private static final String QUANTITY = "quantity";
  private static final String PRICE_CENTS = "priceCents";

  static OrderLine from(Attributes line) {
    return new OrderLine(
        new ProductId(line.text(PRODUCT_ID)),
        line.text(NAME),
        Math.toIntExact(line.number(QUANTITY)),
        line.number(PRICE_CENTS));
  }

  public long totalCents() {
    return Math.multiplyExact(quantity, priceCents);
  }

  AttributeValue attribute() {
    return AttributeValue.fromM(
        Map.of(
            PRODUCT_ID, Attribute.text(productId.value()),
            NAME, Attribute.text(name),
            QUANTITY, Attribute.number(quantity),
            PRICE_CENTS, Attribute.number(priceCents)));
  }
}
