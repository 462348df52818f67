package dev.freshet.writeapi;

import dev.freshet.domain.ProductId;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.HeaderNames;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.table.item.OrderItem;
import dev.freshet.table.write.OrderResult;
import dev.freshet.table.write.OrderWrites;
import dev.freshet.table.write.PlaceOrder;
import java.util.regex.Pattern;

/** Places an order for the caller, once per {@code Idempotency-Key}. */
final class PostOrder implements Endpoint {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");

  private final OrderWrites orders;

  PostOrder(OrderWrites orders) {
    this.orders = orders;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    String key = idempotencyKey(request);
    OrderBody wanted = request.body(OrderBody.class);
    return switch (orders.place(
        new PlaceOrder(request.user(), key, wanted.wanted(), request.correlationId()))) {
      case OrderResult.Placed(OrderItem order) -> created(order);
      case OrderResult.Replayed(OrderItem order) ->
          created(order).with(HeaderNames.IDEMPOTENT_REPLAYED, "true");
      case OrderResult.KeyReused() ->
          throw ProblemException.of(
              ProblemType.IDEMPOTENCY_KEY_REUSED,
              HeaderNames.IDEMPOTENCY_KEY,
              "must be a new key for a different order");
      case OrderResult.ProductUnknown(ProductId product) ->
          throw ProblemException.invalid(wanted.pathOf(product), "must be an existing product");
      case OrderResult.NoSuchUser() -> throw WriteEndpoint.noSuchUser();
      case OrderResult.Conflict() -> throw WriteEndpoint.contended(request);
    };
  }

  private static String idempotencyKey(ApiRequest request) {
    return request
        .header(HeaderNames.IDEMPOTENCY_KEY)
        .filter(key -> KEY.matcher(key).matches())
        .orElseThrow(() ->
            ProblemException.invalid(
                HeaderNames.IDEMPOTENCY_KEY, "must be 1 to 128 visible ASCII characters"));
  }

  private static ApiResponse created(OrderItem order) {
    return ApiResponse.json(201, PlacedOrder.of(order))
        .with(HeaderNames.LOCATION, "/orders/" + order.id());
  }
}
