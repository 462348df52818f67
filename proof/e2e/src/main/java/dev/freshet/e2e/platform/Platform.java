package dev.freshet.e2e.platform;

import dev.freshet.domain.ItemKey;
import dev.freshet.local.system.RunningStack;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One running Freshet. Thread-safe: scenarios run side by side on one platform. */
public interface Platform extends AutoCloseable {

  String name();

  /** Where users come in. */
  URI edge();

  /**
   * What this platform lacks, each with what covers it instead: it is printed in the summary, so
   * that nothing is skipped in silence.
   */
  Map<Capability, String> missing();

  /**
   * Signs a new user up, with a profile and without orders.
   *
   * @param nickname a few letters, to be recognised by in logs; the id is made unique with it
   * @param groups those that the user's tokens name
   */
  Account signUp(String nickname, String... groups);

  /** The value of one of the template's outputs, such as {@code TableName}. */
  String output(String name);

  /** What operators' commands are done to. */
  RunningStack runningStack();

  DynamoDbClient dynamoDb();

  SqsClient sqs();

  EventBridgeClient events();

  /** The time from an eviction to the purge that follows it, at the least. */
  Duration purgeWindow();

  /** The longest time from a commit until the edge shows it, with nothing broken. */
  Duration patience();

  /** What the median time from a commit until Redis is clear must not exceed here. */
  Duration evictionTarget();

  /**
   * Looks into Redis.
   *
   * @throws UnsupportedOperationException if the platform lacks {@link Capability#LOOK_INTO_REDIS}
   */
  RedisProbe redis();

  /**
   * Knows when purges were asked for.
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
   * From now on the bus delivers each event twice, and pairs of events in reversed order, until
   * closed.
   *
   * @throws UnsupportedOperationException if the platform lacks {@link Capability#UNRULY_BUS}
   */
  Undo unrulyBus();

  /**
   * From now on ChangePublisher fails whatever it is given, until closed.
   *
   * @throws UnsupportedOperationException if the platform lacks {@link Capability#BREAK_PUBLISHER}
   */
  Undo breakPublisher();

  /**
   * Takes Redis away, with what it remembers, until closed.
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

  /** A read that has reached the table and waits there. */
  interface HeldLoad extends Undo {

    /** Blocks until a read waits, at most as long as the platform's patience. */
    void awaitArrival();
  }
}
