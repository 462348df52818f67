package dev.freshet.push;

import dev.freshet.domain.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Tickets and connections in a table of their own, which has no stream. Every read is strongly
 * consistent. Thread-safe; blocks for as long as the client does.
 *
 * <pre>
 * TICKET#digest   TICKET         user, tokenExpiry
 * USER#alice      CONNECTION#id  openedAt, end
 * CONNECTION#id   CONNECTION     user, openedAt, end
 * </pre>
 *
 * Times are epoch milliseconds. Each item has {@code expiresAt}, in seconds, when DynamoDB may
 * delete it.
 */
final class ConnectionStore {
  /** Of one user: tabs and devices of a person, and a bound for what one change may cost. */
  static final int MOST_PER_USER = 20;

  private static final String PK = "pk";
  private static final String SK = "sk";
  private static final String ID = "id";
  private static final String USER = "user";
  private static final String TOKEN_EXPIRY = "tokenExpiry";
  private static final String EXPIRY = "expiry";
  private static final String OPENED_AT = "openedAt";
  private static final String END = "end";
  private static final String EXPIRES_AT = "expiresAt";
  private static final String TICKET = "TICKET";
  private static final String CONNECTION = "CONNECTION";
  private static final String USER_PREFIX = "USER#";

  private final DynamoDbClient client;
  private final String table;

  ConnectionStore(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** Stores a ticket under the digest of its text. */
  void put(String text, Ticket ticket) {
    client.putItem(request ->
        request
            .tableName(table)
            .item(
                Map.of(
                    PK, text(TICKET + "#" + Ticket.digest(text)),
                    SK, text(TICKET),
                    USER, text(ticket.user().value()),
                    TOKEN_EXPIRY, millis(ticket.tokenExpiry()),
                    EXPIRY, millis(ticket.expiry()),
                    EXPIRES_AT, seconds(ticket.expiry()))));
  }

  /** The ticket of this text, used up or not known otherwise: empty. */
  Optional<Ticket> ticket(String text) {
    Map<String, AttributeValue> item = get(ticketKey(text));
    return item.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Ticket(
                new UserId(string(item, USER)),
                instant(item, TOKEN_EXPIRY),
                instant(item, EXPIRY)));
  }

  /**
   * Uses a ticket up and records its connection, both or neither.
   *
   * @return false if the ticket was used meanwhile; nothing was recorded
   */
  boolean open(String ticketText, Connection connection) {
    try {
      client.transactWriteItems(request ->
          request.transactItems(
              TransactWriteItem.builder()
                  .delete(delete ->
                      delete
                          .tableName(table)
                          .key(ticketKey(ticketText))
                          .conditionExpression("attribute_exists(pk)"))
                  .build(),
              insert(ofUser(connection), connection),
              insert(byId(connection.id()), connection)));
      return true;
    } catch (TransactionCanceledException cancelled) {
      if (cancelled.cancellationReasons().stream()
          .map(CancellationReason::code)
          .anyMatch("ConditionalCheckFailed"::equals)) {
        return false;
      }
      throw cancelled;
    }
  }

  /** The connections of a user, {@link #MOST_PER_USER} at most. */
  List<Connection> of(UserId user) {
    return client
        .query(request ->
            request
                .tableName(table)
                .consistentRead(true)
                .limit(MOST_PER_USER)
                .keyConditionExpression("pk = :user")
                .expressionAttributeValues(Map.of(":user", text(USER_PREFIX + user.value()))))
        .items()
        .stream()
        .map(ConnectionStore::connection)
        .toList();
  }

  /** The connection with this id. */
  Optional<Connection> find(String id) {
    return Optional.of(get(byId(id)))
        .filter(item -> !item.isEmpty())
        .map(ConnectionStore::connection);
  }

  /** Forgets a connection; no effect if it is forgotten already. */
  void remove(Connection connection) {
    client.deleteItem(request -> request.tableName(table).key(ofUser(connection)));
    client.deleteItem(request -> request.tableName(table).key(byId(connection.id())));
  }

  private Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
    return client.getItem(request -> request.tableName(table).key(key).consistentRead(true)).item();
  }

  private TransactWriteItem insert(Map<String, AttributeValue> key, Connection connection) {
    Map<String, AttributeValue> item = new HashMap<>(key);
    item.put(ID, text(connection.id()));
    item.put(USER, text(connection.user().value()));
    item.put(OPENED_AT, millis(connection.openedAt()));
    item.put(END, millis(connection.end()));
    item.put(EXPIRES_AT, seconds(connection.end()));
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
  }

  private static Connection connection(Map<String, AttributeValue> item) {
    return new Connection(
        string(item, ID),
        new UserId(string(item, USER)),
        instant(item, OPENED_AT),
        instant(item, END));
  }

  private static Map<String, AttributeValue> ticketKey(String text) {
    return key(TICKET + "#" + Ticket.digest(text), TICKET);
  }

  private static Map<String, AttributeValue> ofUser(Connection connection) {
    return key(USER_PREFIX + connection.user().value(), CONNECTION + "#" + connection.id());
  }

  private static Map<String, AttributeValue> byId(String id) {
    return key(CONNECTION + "#" + id, CONNECTION);
  }

  private static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of(PK, text(pk), SK, text(sk));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue millis(Instant time) {
    return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
  }

  /** Whole seconds, rounded up: DynamoDB's TTL. */
  private static AttributeValue seconds(Instant time) {
    return AttributeValue.fromN(Long.toString(time.getEpochSecond() + 1));
  }

  private static String string(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name).s();
  }

  private static Instant instant(Map<String, AttributeValue> item, String name) {
    return Instant.ofEpochMilli(Long.parseLong(Objects.requireNonNull(item.get(name), name).n()));
  }
}
