package dev.freshet.writeapi;

import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.HeaderNames;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.lambda.product.NewProduct;
import dev.freshet.table.item.ProductItem;
import dev.freshet.table.write.CreateProductResult;
import dev.freshet.table.write.ProductWrites;

/** Creates a product. */
final class PostProduct implements Endpoint {
  private final ProductWrites products;

  PostProduct(ProductWrites products) {
    this.products = products;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    NewProduct wanted = request.body(NewProduct.class);
    return switch (products.create(wanted.productId(), wanted.details(), request.correlationId())) {
      case CreateProductResult.Created(ProductItem product) ->
          PutProduct.saved(201, product)
              .with(HeaderNames.LOCATION, "/products/" + product.productId());
      case CreateProductResult.ProductExists() ->
          throw ProblemException.of(
              ProblemType.CONFLICT, "productId", "belongs to an existing product");
      case CreateProductResult.Conflict() -> throw WriteEndpoint.contended(request);
    };
  }
}
