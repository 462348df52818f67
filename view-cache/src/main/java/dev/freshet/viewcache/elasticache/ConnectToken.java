package dev.freshet.viewcache.elasticache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Creates the passwords for IAM authentication at ElastiCache: a request {@code connect} to the
 * cache, signed for a URL by Signature Version 4 (<a
 * href="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html">Authenticating with
 * IAM</a>). A password is valid for 15 minutes, its connection for 12 hours. Signing is local: it
 * needs no network. Thread-safe, and quick.
 *
 * <p>It is not the AWS SDK that signs, because the function that evicts has no other use for it,
 * and starts sooner without. A test compares the two.
 *
 * @param user whose id and name are the same, as IAM demands
 * @param cacheName of a serverless cache, or the id of a replication group; in any case of letters
 * @param serverless which of the two
 */
public record ConnectToken(
    String user,
    String cacheName,
    boolean serverless,
    String region,
    Credentials credentials,
    InstantSource clock)
    implements Supplier<String> {

  /** Well within the 12 hours after which ElastiCache closes a connection that did not renew. */
  public static final Duration RENEW_EVERY = Duration.ofHours(11);

  static final Duration LIFE = Duration.ofMinutes(15);

  private static final String SERVICE = "elasticache";

  /** The password of this moment. */
  @Override
  public String get() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String host = cacheName.toLowerCase(Locale.ROOT);
    Presigner presigner = new Presigner(region, SERVICE, credentials, now);
    return host + "/?" + presigner.query(host, parameters(), LIFE);
  }

  private SortedMap<String, String> parameters() {
    Map<String, String> connect = Map.of("Action", "connect", "User", user);
    SortedMap<String, String> parameters = new TreeMap<>(connect);
    if (serverless) {
      parameters.put("ResourceType", "ServerlessCache");
    }
    return parameters;
  }

  /** Without a password. */
  @Override
  public String toString() {
    return "ConnectToken[" + user + " at " + cacheName + "]";
  }
}
