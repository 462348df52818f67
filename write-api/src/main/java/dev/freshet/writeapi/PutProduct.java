package dev.freshet.writeapi;

import dev.freshet.domain.ProductId;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.HeaderNames;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.lambda.product.Product;
import dev.freshet.lambda.product.ProductChange;
import dev.freshet.table.item.ProductItem;
import dev.freshet.table.write.ExpectedVersion;
import dev.freshet.table.write.ProductResult;
import dev.freshet.table.write.ProductWrites;

/** Changes a product if it is as the caller last saw it. */
final class PutProduct implements Endpoint {
  private static final String ID = "id";

  private final ProductWrites products;

  PutProduct(ProductWrites products) {
    this.products = products;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    ProductId id = id(request);
    ExpectedVersion expected = IfMatch.of(request);
    ProductChange wanted = request.body(ProductChange.class);
    return switch (products.change(id, wanted.details(), expected, request.correlationId())) {
      case ProductResult.Done(ProductItem product) -> saved(200, product);
      case ProductResult.Stale(ProductItem current) -> throw IfMatch.stale(current.version());
      case ProductResult.NoSuchProduct() -> throw unknown();
      case ProductResult.Conflict() -> throw WriteEndpoint.contended(request);
    };
  }

  static ApiResponse saved(int status, ProductItem item) {
    return ApiResponse.json(status, Product.of(item.productId(), item.details(), item.version()))
        .with(HeaderNames.ETAG, IfMatch.tag(item.version()));
  }

  /** A text that cannot be an id is the id of nothing. */
  static ProductId id(ApiRequest request) {
    try {
      return new ProductId(request.path(ID).orElse(""));
    } catch (IllegalArgumentException _) {
      throw unknown();
    }
  }

  static ProblemException unknown() {
    return ProblemException.of(ProblemType.NOT_FOUND, ID, "must be an existing product");
  }
}
