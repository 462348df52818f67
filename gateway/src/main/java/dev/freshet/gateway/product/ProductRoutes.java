package dev.freshet.gateway.product;

import dev.freshet.domain.ProductId;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.product.NewProduct;
import dev.freshet.lambda.product.ProductChange;
import java.time.Duration;

/**
 * Authorizes requests for products: administrators may do everything, other users may read one
 * product by its id.
 */
final class ProductRoutes implements Endpoint {
  private static final String ALL = "/products";
  private static final String ONE = "/products/{id}";

  private final ProductApi api;
  private final String administrators;
  private final Duration purgeWindow;

  ProductRoutes(ProductApi api, String administrators, Duration purgeWindow) {
    this.api = api;
    this.administrators = administrators;
    this.purgeWindow = purgeWindow;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    return switch (request.method() + " " + request.route()) {
      case "GET " + ONE, "HEAD " + ONE -> read(request);
      case "GET " + ALL, "HEAD " + ALL -> list(requireAdministrator(request));
      case "POST " + ALL -> create(requireAdministrator(request));
      case "PUT " + ONE -> change(requireAdministrator(request));
      case "DELETE " + ONE -> delete(requireAdministrator(request));
      default -> throw new ProblemException(ProblemType.NOT_FOUND, "Path not found.");
    };
  }

  private ApiRequest requireAdministrator(ApiRequest request) {
    if (!request.hasRole(administrators)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "Only administrators may do this. Other users can read one product by its id.");
    }
    return request;
  }

  /** An answer that took so long that it may arrive after its purge is kept nowhere. */
  private ApiResponse read(ApiRequest request) {
    ProductCall call = ProductCall.of(request, "GET", path(request), "fresh");
    ProductReply reply = api.send(call, request);
    if (reply.took().compareTo(purgeWindow.dividedBy(2)) <= 0) {
      return ProductAnswer.of(reply, request);
    }
    return ProductAnswer.notKept(
        reply.status() == 304 ? api.send(call.unconditional(), request) : reply);
  }

  private ApiResponse list(ApiRequest request) {
    ProductCall call = ProductCall.of(request, "GET", ALL, "limit", "cursor").unconditional();
    return ProductAnswer.notKept(api.send(call, request));
  }

  private ApiResponse create(ApiRequest request) {
    NewProduct product = request.body(NewProduct.class);
    return write(ProductCall.of(request, "POST", ALL).withBody(Json.write(product)), request);
  }

  private ApiResponse change(ApiRequest request) {
    String path = path(request);
    ProductChange change = request.body(ProductChange.class);
    return write(ProductCall.of(request, "PUT", path).withBody(Json.write(change)), request);
  }

  private ApiResponse delete(ApiRequest request) {
    return write(ProductCall.of(request, "DELETE", path(request)), request);
  }

  private ApiResponse write(ProductCall call, ApiRequest request) {
    return ProductAnswer.notKept(api.send(call, request));
  }

  /** A text that cannot be an id is the id of nothing. */
  private static String path(ApiRequest request) {
    try {
      return ALL + "/" + new ProductId(request.path("id").orElse(""));
    } catch (IllegalArgumentException _) {
      throw ProblemException.of(ProblemType.NOT_FOUND, "id", "must be an existing product");
    }
  }
}
