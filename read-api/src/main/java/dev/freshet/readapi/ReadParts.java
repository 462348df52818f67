package dev.freshet.readapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.table.Table;
import dev.freshet.table.governor.CachedEdgeLimit;
import dev.freshet.table.governor.GovernorTable;
import dev.freshet.table.read.TableReads;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.protocol.ProtocolTimes;
import dev.freshet.viewcache.redis.RedisViewCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a read function is put together from, once per cold start.
 *
 * @param edgeLimit how long the edge may keep an answer that is given now, whatever its view allows
 */
record ReadParts(
    Settings settings,
    TableReads table,
    ViewCache cache,
    ProtocolTimes times,
    Supplier<Duration> edgeLimit,
    InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(ReadParts.class);

  /** Of one attempt, of which the SDK makes up to nine. */
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

  /** Of all attempts: half of the time that a read function has. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  static ReadParts of(Map<String, String> environment, InstantSource clock) {
    Settings settings = new Settings(environment);
    ReadConfig config = ReadConfig.of(settings);
    DynamoDbClient dynamoDb = dynamoDb();
    GovernorTable governor = new GovernorTable(new Table(dynamoDb, config.governorTable(), clock));
    return new ReadParts(
        settings,
        new TableReads(new Table(dynamoDb, config.tableName(), clock)),
        RedisViewCache.open(config.redis(), ReadParts::redisFailed),
        config.times(),
        new CachedEdgeLimit(governor::edgeLimit, clock, ReadParts::limitUnreadable),
        clock);
  }

  private static DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(ATTEMPT_TIMEOUT)
                .socketTimeout(ATTEMPT_TIMEOUT))
        .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT))
        .build();
  }

  private static void limitUnreadable(RuntimeException cause) {
    LOG.atError().setCause(cause).log("edge limit cannot be read");
  }

  private static void redisFailed(String script, Exception cause) {
    LOG.atWarn().addKeyValue("script", script).setCause(cause).log("redis away");
  }
}
