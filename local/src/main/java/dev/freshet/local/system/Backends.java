package dev.freshet.local.system;

import dev.freshet.emulators.cognito.PoolUsers;
import dev.freshet.emulators.loopback.LoopbackGuard;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.local.dynamodb.TableProxy;
import dev.freshet.local.queues.QueueProxy;
import dev.freshet.local.redis.RedisProxy;
import dev.freshet.servers.DynamoDbLocal;
import dev.freshet.servers.RedisServer;
import dev.freshet.servers.RequestGuard;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The servers that stand in for AWS's, still empty, and clients of them for the system's own use.
 */
record Backends(
    AwsEndpoints endpoints,
    RedisServer redis,
    List<RedisProxy> redisProxies,
    TokenIssuer issuer,
    TableProxy tableProxy,
    DynamoDbClient dynamoDb,
    DynamoDbStreamsClient streams,
    SqsClient sqs,
    Optional<QueueProxy> queueProxy,
    URI queueServer) {

  private static final Logger LOG = LoggerFactory.getLogger(Backends.class);

  /** The template's client for which tokens are issued. */
  private static final String CLIENT = "UserPoolClient";

  private static final PhysicalValues PLACE =
      new PhysicalNames(
          URI.create("http://x"), URI.create("ws://x"), () -> "", () -> URI.create("http://x"));

  /**
   * Starts the servers side by side: they make up most of the system's start. Not on virtual
   * threads, as for functions and what calls them: initialising a class holds a carrier up, and on
   * two cores all carriers can wait for a thread that has none.
   */
  static Backends start(SystemOptions options, Closing closing) {
    AwsEndpoints endpoints = closing.add(new AwsEndpoints(PLACE.region()));
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
      var dynamoDb =
          CompletableFuture.supplyAsync(() -> closing.add(startTables(options)), threads);
      var redis = CompletableFuture.supplyAsync(() -> closing.add(startRedis()), threads);
      var issuer = CompletableFuture.supplyAsync(() -> closing.add(startIssuer(options)), threads);
      var queues = CompletableFuture.supplyAsync(() -> closing.add(startQueues()), threads);
      URI table = join(dynamoDb::join).endpoint();
      TableProxy proxy = closing.add(new TableProxy(table));
      URI queueServer = join(queues::join).endpoint();
      endpoints.point("DynamoDb", proxy.endpoint());
      endpoints.point("DynamoDbStreams", table);
      SqsClient sqs = closing.add(queueClient(queueServer));
      Optional<QueueProxy> queueProxy = queueProxy(options, queueServer, sqs, closing);
      endpoints.point("Sqs", queueProxy.map(QueueProxy::endpoint).orElse(queueServer));
      return new Backends(
          endpoints,
          join(redis::join),
          redisProxies(options, join(redis::join), closing),
          join(issuer::join),
          proxy,
          closing.add(tableClient(table)),
          closing.add(streamsClient(table)),
          sqs,
          queueProxy,
          queueServer);
    }
  }

  /** Where functions find Redis. */
  URI redisForFunctions() {
    return redisProxies.stream().map(RedisProxy::uri).findFirst().orElse(redis.uri());
  }

  /** A client as functions have it, which the faults of queues concern. */
  SqsClient queuesForSenders() {
    return SqsClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
  }

  /** A Redis that is not ours may want TLS or a password, and stays without a proxy. */
  private static List<RedisProxy> redisProxies(
      SystemOptions options, RedisServer redis, Closing closing) {
    return options.proxies && redis.isOwn()
        ? List.of(closing.add(RedisProxy.start(redis.uri())))
        : List.of();
  }

  private static Optional<QueueProxy> queueProxy(
      SystemOptions options, URI server, SqsClient sqs, Closing closing) {
    return options.proxies
        ? Optional.of(closing.add(new QueueProxy(server, sqs)))
        : Optional.empty();
  }

  private static SqsClient queueClient(URI endpoint) {
    return SqsClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(endpoint)
        .build();
  }

  private static TokenIssuer startIssuer(SystemOptions options) {
    PoolUsers users =
        options
            .dataDirectory
            .map(directory -> PoolUsers.in(directory.resolve("users.json")))
            .orElseGet(PoolUsers::inMemory);
    return TokenIssuer.start(PLACE.ref(CLIENT, ""), users, options.clock);
  }

  private static DynamoDbLocal startTables(SystemOptions options) {
    RequestGuard guard = new LoopbackGuard()::refusal;
    return options
        .dataDirectory
        .map(directory -> DynamoDbLocal.start(directory, guard))
        .orElseGet(() -> DynamoDbLocal.start(guard));
  }

  private static RedisServer startRedis() {
    RedisServer redis = RedisServer.start();
    if (redis.isOwn()) {
      redis.restartWhenKilled(() ->
          LOG.atWarn().addKeyValue("uri", redis.uri()).log("Redis was killed, and is restarted"));
    }
    return redis;
  }

  private static QueueServer startQueues() {
    return QueueServer.start(PLACE.region(), PLACE.accountId());
  }

  private static DynamoDbClient tableClient(URI endpoint) {
    return DynamoDbClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(endpoint)
        .build();
  }

  private static DynamoDbStreamsClient streamsClient(URI endpoint) {
    return DynamoDbStreamsClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(endpoint)
        .build();
  }

  /** Waits, and throws what the other thread threw rather than its wrapping. */
  private static <T> T join(Supplier<T> joined) {
    try {
      return joined.get();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
