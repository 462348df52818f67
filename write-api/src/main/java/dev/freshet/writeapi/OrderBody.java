package dev.freshet.writeapi;

import dev.freshet.domain.ProductId;
import dev.freshet.lambda.json.InvalidFieldException;
import dev.freshet.table.write.PlaceOrder;
import java.util.List;

/** The body of {@code POST /orders}. */
record OrderBody(List<Line> lines) {

  OrderBody {
    if (lines.isEmpty() || lines.size() > PlaceOrder.MOST_LINES) {
      throw new InvalidFieldException(
          "lines", "an array of 1 to " + PlaceOrder.MOST_LINES + " lines");
    }
    lines = List.copyOf(lines);
  }

  record Line(ProductId productId, int quantity) {
    Line {
      if (quantity < 1 || quantity > PlaceOrder.MOST_PIECES) {
        throw new InvalidFieldException(
            "quantity", "a whole number from 1 to " + PlaceOrder.MOST_PIECES);
      }
    }
  }

  List<PlaceOrder.Line> wanted() {
    return lines.stream()
        .map(line -> new PlaceOrder.Line(line.productId(), line.quantity()))
        .toList();
  }

  /** Where in the body a product is first asked for, such as {@code lines[2].productId}. */
  String pathOf(ProductId product) {
    List<ProductId> products = lines.stream().map(Line::productId).toList();
    return "lines[" + products.indexOf(product) + "].productId";
  }
}
