package dev.freshet.operations;

import dev.freshet.domain.Event;
import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * Has all views of one user evicted from Redis and purged from the edge, by an event on the bus
 * that goes the way of every change.
 */
public final class Flush {
  private final Stack stack;
  private final InstantSource clock;

  public Flush(Stack stack, InstantSource clock) {
    this.stack = stack;
    this.clock = clock;
  }

  /**
   * Publishes the event.
   *
   * @return by what the flush can be followed: its correlation id
   * @throws OperationFailedException if there is no such user, or the bus refuses
   */
  public String flush(UserId user) throws OperationFailedException {
    requireUser(user);
    return flush(Owner.of(user));
  }

  /** Publishes the event for an owner that may exist or not, and returns its correlation id. */
  String flush(Owner owner) throws OperationFailedException {
    if (views(owner).isEmpty()) {
      throw new OperationFailedException("no view shows what " + owner + " owns");
    }
    Event<UserDataChanged> event = event(owner);
    try (EventBridgeClient client = stack.connect(EventBridgeClient.builder(), "EventBridge")) {
      new ChangeBus(client, stack.output("EventBusName"))
          .publish(UserDataChanged.TYPE, FlushEvent.json(event));
    }
    return event.metadata().correlationId();
  }

  private void requireUser(UserId user) throws OperationFailedException {
    try (DynamoDbClient client = stack.connect(DynamoDbClient.builder(), "DynamoDb")) {
      String table = stack.output("TableName");
      ItemKey key = ItemKey.of(ItemType.PROFILE, user);
      if (!client
          .getItem(get -> get.tableName(table).key(attributes(key)).consistentRead(true))
          .hasItem()) {
        throw new OperationFailedException("unknown user " + user);
      }
    }
  }

  private static Map<String, AttributeValue> attributes(ItemKey key) {
    return Map.of(
        "pk", AttributeValue.fromS(key.partitionKey()), "sk", AttributeValue.fromS(key.sortKey()));
  }

  private Event<UserDataChanged> event(Owner owner) {
    String id = UUID.randomUUID().toString().replace("-", "");
    Instant now = clock.instant();
    return new Event<>(
        new Event.Metadata(
            UserDataChanged.TYPE + "-" + id, Event.VERSION, now, now, "flush-" + id, "flush-" + id),
        UserDataChanged.flush(owner, views(owner)));
  }

  private static SortedSet<ViewName> views(Owner owner) {
    return ViewCatalogue.FRESHET.views().stream()
        .filter(view -> view.ownerKind() == owner.kind())
        .map(View::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
