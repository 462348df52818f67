package dev.freshet.readapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.table.Table;
import dev.freshet.table.read.TableReads;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.protocol.ProtocolTimes;
import dev.freshet.viewcache.redis.RedisViewCache;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a read function is put together from, once per cold start. */
record ReadParts(
    Settings settings,
    TableReads table,
    ViewCache cache,
    ProtocolTimes times,
    InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(ReadParts.class);

  /** Of one attempt; the SDK makes three, so that an answer is found or given up within 29 s. */
  private static final Duration TABLE_TIMEOUT = Duration.ofSeconds(3);

  static ReadParts of(Map<String, String> environment) {
    Settings settings = new Settings(environment);
    ReadConfig config = ReadConfig.of(settings);
    Clock clock = Clock.systemUTC();
    return new ReadParts(
        settings,
        new TableReads(new Table(dynamoDb(), config.tableName(), clock)),
        RedisViewCache.open(config.redis(), ReadParts::redisFailed),
        config.times(),
        clock);
  }

  private static DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(TABLE_TIMEOUT)
                .socketTimeout(TABLE_TIMEOUT))
        .build();
  }

  private static void redisFailed(String script, Exception cause) {
    LOG.atWarn().addKeyValue("script", script).setCause(cause).log("redis away");
  }
}
