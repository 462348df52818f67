package dev.freshet.bench.latency;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.UserId;
import dev.freshet.emulators.lambda.functions.Handlers;
import dev.freshet.readapi.DashboardHandler;
import dev.freshet.servers.RedisServer;
import dev.freshet.servers.TestTables;
import dev.freshet.table.Table;
import dev.freshet.table.item.ActivityItem;
import dev.freshet.table.item.Item;
import dev.freshet.table.item.Item.Stamp;
import dev.freshet.table.item.NotificationItem;
import dev.freshet.table.item.NotificationStatus;
import dev.freshet.table.item.StatsItem;
import dev.freshet.table.write.UserWrites;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The dashboard's handler as constructed by Lambda, and the seed's, on one table and one Redis,
 * each behind a network with a delay. The table is DynamoDB Local, or with a delay its recording.
 */
final class HandlerRig implements AutoCloseable {
  private static final UserId USER = new UserId("ada");
  private static final byte[] SECRET =
      "a secret of thirty-two bytes, yes".getBytes(StandardCharsets.UTF_8);

  /** More than the dashboard shows. */
  private static final int ITEMS = 15;

  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final RedisServer redis;
  private final DashboardHandler handler;
  private final SeedDashboard seed;
  private final LongAdder unavailable = new LongAdder();
  private final String token = token();
  private final APIGatewayProxyRequestEvent request = request();

  HandlerRig(Duration toDynamoDb, Duration toRedis) throws Exception {
    TestTables tables = closing(TestTables.start());
    redis = closing(RedisServer.start());
    InstantSource clock = Clock.systemUTC();
    String name = tables.create();
    fill(tables.client(), new Table(tables.client(), name, clock));
    URI local = tables.client().serviceClientConfiguration().endpointOverride().orElseThrow();
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "bench");
    System.setProperty("aws.secretAccessKey", "bench");
    System.setProperty("aws.endpointUrlDynamoDb", table(local, toDynamoDb).toString());
    handler =
        closing(
            Handlers.create(
                DashboardHandler.class,
                Map.ofEntries(
                    Map.entry("TABLE_NAME", name),
                    Map.entry("LEASE_TABLE", tables.createLeases()),
                    Map.entry("REDIS_URL", behind(redis.uri(), toRedis).toString()),
                    Map.entry("REDIS_CLUSTER", "false"),
                    Map.entry("REDIS_AUTH", "url"),
                    Map.entry("PURGE_WINDOW_SECONDS", "2"),
                    Map.entry("CLOCK_SKEW_MS", "500"),
                    Map.entry("FREE_PURGES_PER_MONTH", "0"),
                    Map.entry("PAID_PURGES_PER_MONTH", "0"),
                    Map.entry("SAVED_ANSWERS_PER_PAID_PURGE", "1250"),
                    Map.entry("LEASE_TIMEOUT_MS", "50"),
                    Map.entry("ALLOWED_ORIGIN", "*"),
                    Map.entry("METRICS_NAMESPACE", "Freshet")),
                clock));
    seed =
        new SeedDashboard(
            closing(
                DynamoDbClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build()),
            name,
            SECRET);
  }

  private <T extends AutoCloseable> T closing(T part) {
    closing.push(part);
    return part;
  }

  /** A table in the distance is one of which only the distance is measured. */
  private URI table(URI local, Duration delay) throws IOException {
    return delay.isZero() ? local : behind(closing(RecordedTable.of(local)).uri(), delay);
  }

  private URI behind(URI server, Duration delay) throws IOException {
    return delay.isZero() ? server : closing(DelayProxy.to(server, delay)).uri();
  }

  private static void fill(DynamoDbClient client, Table table) {
    var _ = new UserWrites(table).create(USER, "Ada", new EmailAddress("ada@example.com"), "setup");
    put(client, table, new StatsItem(USER, ITEMS, 100_00));
    for (int i = 0; i < ITEMS; i++) {
      put(
          client,
          table,
          new ActivityItem(USER, table.newId(), "Order " + i + " placed", table.now()));
      put(
          client,
          table,
          new NotificationItem(
              USER,
              table.newId(),
              NotificationStatus.UNREAD,
              "Order " + i + " is on its way",
              table.now()));
    }
  }

  private static void put(DynamoDbClient client, Table table, Item item) {
    client.putItem(
        put -> put.tableName(table.name()).item(item.stamped(new Stamp(table.now(), "setup"))));
  }

  /** One connection to the handler, answered by Redis. */
  Call hit() {
    return () -> answer("cache");
  }

  /**
   * One connection to the handler, answered by the table: Redis is cleared before each call,
   * untimed.
   */
  Call miss() throws IOException {
    Socket direct = closing(new Socket(redis.uri().getHost(), redis.uri().getPort()));
    return new Call() {
      @Override
      public void prepare() throws IOException {
        direct.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
        if (direct.getInputStream().readNBytes(5)[0] != '+') {
          throw new IOException("Redis refused FLUSHALL");
        }
      }

      @Override
      public boolean run() {
        return answer("table");
      }
    };
  }

  /** The number of 503 answers, which are excluded from timings. */
  long unavailable() {
    return unavailable.sum();
  }

  /** The seed's handler. */
  Call seed() {
    return () -> {
      if (!seed.handle(token).contains("Order 14")) {
        throw new IllegalStateException("the seed's dashboard lacks the newest order");
      }
      return true;
    };
  }

  /**
   * An answer may come from the other layer if Redis is slow once or fills late. On a busy machine,
   * the table may exceed the handler's timeout.
   */
  private boolean answer(String source) {
    APIGatewayProxyResponseEvent answer = handler.handleRequest(request, context());
    if (answer.getStatusCode() == 503) {
      unavailable.increment();
      return false;
    }
    if (answer.getStatusCode() != 200 || !answer.getBody().contains("Order 14")) {
      throw new IllegalStateException("no dashboard: " + answer);
    }
    return source.equals(answer.getHeaders().get("X-View-Source"));
  }

  private static APIGatewayProxyRequestEvent request() {
    var context = new APIGatewayProxyRequestEvent.ProxyRequestContext();
    context.setRequestId("request-1");
    context.setAuthorizer(Map.of("sub", USER.value(), "exp", "4102444800"));
    return new APIGatewayProxyRequestEvent()
        .withHttpMethod("GET")
        .withResource("/dashboard")
        .withRequestContext(context);
  }

  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            HandlerRig.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, _, _) -> "call-1");
  }

  private static String token() {
    try {
      Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
      String signed =
          base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8))
              + "."
              + base64.encodeToString(
                  "{\"sub\":\"ada\",\"name\":\"Ada\"}".getBytes(StandardCharsets.UTF_8));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
      return signed
          + "."
          + base64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HMAC", impossible);
    }
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      try {
        closing.pop().close();
      } catch (Exception e) { // AutoCloseable declares no narrower one
        throw new IllegalStateException("a server of the benchmark did not stop", e);
      }
    }
  }
}
