package dev.freshet.readapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.leases.DynamoDbLeaseStore;
import dev.freshet.table.Table;
import dev.freshet.table.read.TableReads;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.protocol.GrantRule;
import dev.freshet.viewcache.redis.RedisViewCache;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The parts of a read function, made once per cold start.
 *
 * @param leaseTime an answer's longest wait for the store of leases
 */
record ReadParts(
    Settings settings,
    TableReads table,
    ViewCache cache,
    LeaseStore leases,
    GrantRule grants,
    Duration leaseTime,
    InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(ReadParts.class);

  /** Timeout of one attempt; the SDK makes up to nine. */
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  /** Of all attempts: half of the time that a read function has. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  /** For the constructor that Lambda calls. */
  static ReadParts ofProcess() {
    return of(System.getenv(), Clock.systemUTC());
  }

  static ReadParts of(Map<String, String> environment, InstantSource clock) {
    Settings settings = new Settings(environment);
    ReadConfig config = ReadConfig.of(settings, clock);
    DynamoDbClient dynamoDb = dynamoDb();
    return new ReadParts(
        settings,
        new TableReads(new Table(dynamoDb, config.tableName(), clock)),
        RedisViewCache.open(config.redis(), ReadParts::redisFailed),
        new DynamoDbLeaseStore(leaseClient(config.leaseTime()), config.leaseTable(), clock),
        new GrantRule(config.terms(), config.times()),
        config.leaseTime(),
        clock);
  }

  /** A connection that hangs must not hold an answer up for longer than a lease is worth. */
  private static DynamoDbClient leaseClient(Duration leaseTime) {
    return DynamoDbClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(leaseTime))
        .build();
  }

  static DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(ATTEMPT_TIMEOUT)
                .socketTimeout(ATTEMPT_TIMEOUT))
        .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT))
        .build();
  }

  private static void redisFailed(String script, Exception cause) {
    LOG.atWarn().addKeyValue("script", script).setCause(cause).log("redis unavailable");
  }
}
