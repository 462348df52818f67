package dev.freshet.gateway.product;

import dev.freshet.lambda.config.Settings;
import java.net.URI;
import java.time.Duration;

/**
 * Configuration of the product proxy.
 *
 * @param api the stage of the API behind it
 * @param keySecret the name or ARN of the secret that is the API's key
 * @param administrators the group whose members may do everything
 */
record ProxyConfig(URI api, String keySecret, String administrators, Duration purgeWindow) {
  static ProxyConfig of(Settings settings) {
    return new ProxyConfig(
        settings.uri("PRODUCT_API_URL", "https", "http"),
        settings.text("PRODUCT_API_KEY_SECRET"),
        settings.text("ADMIN_GROUP"),
        settings.seconds("PURGE_WINDOW_SECONDS"));
  }
}
