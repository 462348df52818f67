package dev.freshet.readapi;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.http.Access;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.lambda.product.Product;
import dev.freshet.table.item.ProductItem;
import dev.freshet.table.read.TableReads;
import java.util.Optional;

/**
 * {@code GET /products/{id}} of the API behind the product proxy: one product, a view whose owner
 * is the product. Its ETag is the product's version, which a change sends in {@code If-Match}.
 */
public final class ProductHandler extends ViewFunction {
  public ProductHandler() {
    this(ReadParts.ofProcess());
  }

  ProductHandler(ReadParts parts) {
    super(
        parts,
        Access.PROXIED,
        UserView.ofOther(
            ViewCatalogue.PRODUCT_PAGE,
            ProductHandler::product,
            new UserView.Page("", ProductHandler::load)));
  }

  /** A text that cannot be an id is the id of nothing. */
  private static Owner product(ApiRequest request) {
    try {
      return Owner.of(new ProductId(request.path("id").orElse("")));
    } catch (IllegalArgumentException _) {
      throw unknown();
    }
  }

  private static PageBody load(TableReads table, Owner owner) {
    ProductItem item =
        table.product(new ProductId(owner.id())).orElseThrow(ProductHandler::unknown);
    return new PageBody(shown(item), Optional.of("v" + item.version()));
  }

  static Product shown(ProductItem item) {
    return Product.of(item.productId(), item.details(), item.version());
  }

  private static ProblemException unknown() {
    return ProblemException.of(ProblemType.NOT_FOUND, "id", "must be an existing product");
  }
}
