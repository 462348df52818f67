package dev.freshet.writeapi;

import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.table.item.ProductItem;
import dev.freshet.table.write.ExpectedVersion;
import dev.freshet.table.write.ProductResult;
import dev.freshet.table.write.ProductWrites;

/** Deletes a product, in the state that {@code If-Match} names, if it is sent. */
final class DeleteProduct implements Endpoint {
  private final ProductWrites products;

  DeleteProduct(ProductWrites products) {
    this.products = products;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    ExpectedVersion expected = IfMatch.find(request).orElse(new ExpectedVersion.Any());
    return switch (products.delete(PutProduct.id(request), expected, request.correlationId())) {
      case ProductResult.Done _ -> ApiResponse.empty(204);
      case ProductResult.Stale(ProductItem current) -> throw IfMatch.stale(current.version());
      case ProductResult.NoSuchProduct() -> throw PutProduct.unknown();
      case ProductResult.Conflict() -> throw WriteEndpoint.contended(request);
    };
  }
}
