package dev.freshet.operations.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What things cost, in dollars, as {@code prices.properties} says. */
public final class Prices {
  private final Properties properties = new Properties();

  private Prices() {}

  public static Prices load() {
    Prices prices = new Prices();
    try (InputStream file = Prices.class.getResourceAsStream("prices.properties")) {
      prices.properties.load(Objects.requireNonNull(file, "prices.properties is missing"));
    } catch (IOException e) {
      throw new UncheckedIOException("prices.properties cannot be read", e);
    }
    return prices;
  }

  /** The same for an account whose other distributions use the free purges up. */
  public Prices withoutFreePurges() {
    Prices prices = new Prices();
    prices.properties.putAll(properties);
    prices.properties.setProperty("purge.free-per-month", "0");
    return prices;
  }

  public double purge() {
    return get("purge");
  }

  public long freePurgesAMonth() {
    return (long) get("purge.free-per-month");
  }

  public double originAnswer() {
    return get("api-gateway.request")
        + function("origin.gigabyte-seconds")
        + get("authorizer.share") * function("authorizer.gigabyte-seconds");
  }

  public double readUnit() {
    return get("dynamodb.read-unit");
  }

  public double writeUnit() {
    return get("dynamodb.write-unit");
  }

  public double script() {
    return get("redis.ecpu") * get("redis.ecpus-per-script");
  }

  public double notice() {
    return get("sqs.request") * get("notice.sqs-requests") + function("notice.gigabyte-seconds");
  }

  private double function(String gigabyteSeconds) {
    return get("lambda.request") + get("lambda.gigabyte-second") * get(gigabyteSeconds);
  }

  /** The price of that name, where no method above is made of it. */
  double get(String name) {
    return Double.parseDouble(
        Objects.requireNonNull(properties.getProperty(name), () -> name + " has no price"));
  }
}
