package dev.freshet.table;

import com.github.f4b6a3.ulid.UlidFactory;
import dev.freshet.domain.Ulid;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * One table, as its readers and writers share it. Thread-safe; make one per process, as the ids
 * that one of these makes are in order among themselves. Does not close the client.
 */
public final class Table {
  private final DynamoDbClient client;
  private final String name;
  private final InstantSource clock;
  private final UlidFactory ulids;

  public Table(DynamoDbClient client, String name, InstantSource clock) {
    this.client = client;
    this.name = name;
    this.clock = clock;
    this.ulids = UlidFactory.newMonotonicInstance(new SecureRandom(), clock::millis);
  }

  public String name() {
    return name;
  }

  /** The time by the writer's clock, in the whole milliseconds that the table keeps. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** A new id, greater than any that this object made before. */
  public Ulid newId() {
    return new Ulid(ulids.create().toString());
  }

  /**
   * Calls DynamoDB.
   *
   * @throws ThrottledException if DynamoDB refuses for load after the SDK's own retries
   */
  public <T> T call(Function<DynamoDbClient, T> request) {
    try {
      return request.apply(client);
    } catch (DynamoDbException refused) {
      throw refused.isThrottlingException() ? new ThrottledException(refused) : refused;
    }
  }
}
