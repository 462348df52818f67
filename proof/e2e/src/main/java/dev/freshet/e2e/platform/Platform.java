package dev.freshet.e2e.platform;

import dev.freshet.domain.ItemKey;
import dev.freshet.local.system.RunningStack;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A running Freshet. Thread-safe: scenarios run in parallel on one platform. */
public interface Platform extends AutoCloseable {

  String name();

  /** The URL of the edge. */
  URI edge();

  /**
   * The missing capabilities, each with the tests that cover it. The summary prints them, so that
   * no scenario is skipped silently.
   */
  Map<Capability, String> missing();

  /**
   * Signs a new user up, with a profile and without orders.
   *
   * @param nickname a few letters that begin the unique id, for logs
   * @param groups in the user's tokens
   */
  Account signUp(String nickname, String... groups);

  /** The value of one of the template's outputs, such as {@code TableName}. */
  String output(String name);

  /** The target of operators' commands. */
  RunningStack runningStack();

  DynamoDbClient dynamoDb();

  SqsClient sqs();

  EventBridgeClient events();

  /** The minimum time from an eviction to its purge. */
  Duration purgeWindow();

  /** The longest time from a commit until the edge shows it, without faults. */
  Duration patience();

  /** The upper bound of the median time from a commit until Redis is clear. */
  Duration evictionTarget();

  /**
   * Reads Redis.
   *
   * @throws UnsupportedOperationException if the platform lacks {@link Capability#LOOK_INTO_REDIS}
   */
  RedisProbe redis();

  /**
   * Observes requests for purges.
   *
   * @throws UnsupportedOperationException if the platform lacks {@link Capability#WATCH_PURGES}
   */
  PurgeWatch purges();

  /**
   * Holds the next read of this item until the handle is closed.
   *
   * @throws UnsupportedOperationException if the platform lacks {@link Capability#HOLD_LOADS}
   */
  HeldLoad holdNextLoad(ItemKey item);

  /**
   * Until closed, the bus delivers each event twice, and pairs of events in reversed order.
   *
   * @throws UnsupportedOperationException if the platform lacks {@link Capability#UNRULY_BUS}
   */
  Undo unrulyBus();

  /**
   * Until closed, every invocation of ChangePublisher fails.
   *
   * @throws UnsupportedOperationException if the platform lacks {@link Capability#BREAK_PUBLISHER}
   */
  Undo breakPublisher();

  /**
   * Until closed, Redis is stopped; it loses its data.
   *
   * @throws UnsupportedOperationException if the platform lacks {@link Capability#STOP_REDIS}
   */
  Undo stopRedis();

  @Override
  void close();

  /** Ends a fault. */
  interface Undo extends AutoCloseable {
    @Override
    void close();
  }

  /** A delayed read of the table. */
  interface HeldLoad extends Undo {

    /** Blocks until a read is delayed, at most for the platform's patience. */
    void awaitArrival();
  }
}
