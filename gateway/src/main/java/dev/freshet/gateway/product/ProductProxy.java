package dev.freshet.gateway.product;

import dev.freshet.gateway.secret.CachedSecret;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.ApiFunction;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** Everything under {@code /products} of the public API. */
public final class ProductProxy extends ApiFunction {

  /** Lambda's. */
  public ProductProxy() {
    this(System.getenv(), Clock.systemUTC());
  }

  ProductProxy(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private ProductProxy(Settings settings, InstantSource clock) {
    this(settings, ProxyConfig.of(settings), clock);
  }

  private ProductProxy(Settings settings, ProxyConfig config, InstantSource clock) {
    super(
        settings,
        clock,
        new ProductRoutes(
            new ProductApi(
                config.api(),
                new CachedSecret(CachedSecret.client(), config.keySecret(), clock),
                clock),
            config.administrators(),
            config.purgeWindow()));
  }
}
