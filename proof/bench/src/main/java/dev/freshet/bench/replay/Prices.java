package dev.freshet.bench.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What things cost, in dollars, as {@code prices.properties} says. */
final class Prices {
  private final Properties properties = new Properties();

  private Prices() {}

  static Prices load() {
    Prices prices = new Prices();
    try (InputStream file = Prices.class.getResourceAsStream("prices.properties")) {
      prices.properties.load(Objects.requireNonNull(file, "prices.properties is missing"));
    } catch (IOException e) {
      throw new UncheckedIOException("prices.properties cannot be read", e);
    }
    return prices;
  }

  /** The same for an account whose other distributions use the free purges up. */
  Prices withoutFreePurges() {
    Prices prices = new Prices();
    prices.properties.putAll(properties);
    prices.properties.setProperty("purge.free-per-month", "0");
    return prices;
  }

  double purge() {
    return get("purge");
  }

  long freePurgesAMonth() {
    return (long) get("purge.free-per-month");
  }

  double originAnswer() {
    return get("api-gateway.request")
        + function("origin.gigabyte-seconds")
        + get("authorizer.share") * function("authorizer.gigabyte-seconds");
  }

  double readUnit() {
    return get("dynamodb.read-unit");
  }

  double writeUnit() {
    return get("dynamodb.write-unit");
  }

  double script() {
    return get("redis.ecpu") * get("redis.ecpus-per-script");
  }

  double notice() {
    return get("sqs.request") * get("notice.sqs-requests") + function("notice.gigabyte-seconds");
  }

  private double function(String gigabyteSeconds) {
    return get("lambda.request") + get("lambda.gigabyte-second") * get(gigabyteSeconds);
  }

  private double get(String name) {
    return Double.parseDouble(
        Objects.requireNonNull(properties.getProperty(name), () -> name + " has no price"));
  }
}
