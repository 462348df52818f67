package dev.freshet.gateway.product;

import dev.freshet.gateway.secret.KeptValue;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.ApiFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Everything under {@code /products} of the public API. */
public final class ProductProxy extends ApiFunction {

  /** Of all attempts at the key. Secrets Manager answers in some ten milliseconds. */
  static final Duration KEY_TIMEOUT = Duration.ofSeconds(2);

  /** A new key is found sooner, as the API refuses the old one. */
  static final Duration KEY_LIFETIME = Duration.ofHours(1);

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
            new ProductApi(config.api(), key(config.keySecret(), clock), clock),
            config.administrators(),
            config.purgeWindow()));
  }

  private static KeptValue<String> key(String secret, InstantSource clock) {
    SecretsManagerClient client =
        SecretsManagerClient.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(KEY_TIMEOUT)
                    .socketTimeout(KEY_TIMEOUT))
            .overrideConfiguration(override -> override.apiCallTimeout(KEY_TIMEOUT))
            .build();
    return new KeptValue<>(
        "key of the product API",
        () -> client.getSecretValue(request -> request.secretId(secret)).secretString(),
        KEY_LIFETIME,
        clock);
  }
}
