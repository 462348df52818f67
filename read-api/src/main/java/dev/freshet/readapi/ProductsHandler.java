package dev.freshet.readapi;

import dev.freshet.domain.ProductId;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.Access;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.lambda.product.Product;
import dev.freshet.table.Table;
import dev.freshet.table.ThrottledException;
import dev.freshet.table.read.ProductPage;
import dev.freshet.table.read.TableReads;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * {@code GET /products} of the API behind the product proxy: all products, in pages. Not a view:
 * every change of any product would evict it, and administrators alone read it.
 */
public final class ProductsHandler extends ApiFunction {

  public ProductsHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  ProductsHandler(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private ProductsHandler(Settings settings, InstantSource clock) {
    super(
        settings,
        clock,
        Access.PROXIED,
        new Listing(
            new TableReads(new Table(ReadParts.dynamoDb(), settings.text("TABLE_NAME"), clock))));
  }

  record Products(List<Product> products, @Nullable ProductId nextCursor) {
    static Products of(ProductPage page) {
      return new Products(
          page.products().stream().map(ProductHandler::shown).toList(), page.next().orElse(null));
    }
  }

  private record Listing(TableReads table) implements Endpoint {

    @Override
    public ApiResponse answer(ApiRequest request) {
      Query.ProductRange wanted = Query.productRange(request);
      try {
        return ApiResponse.ok(Products.of(table.products(wanted.limit(), wanted.after())));
      } catch (ThrottledException | ApiCallTimeoutException _) {
        throw new ProblemException(
            ProblemType.UNAVAILABLE,
            "Temporarily unavailable. Retry after the time in Retry-After.");
      }
    }
  }
}
