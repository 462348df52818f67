package dev.freshet.table.governor;

import dev.freshet.domain.ViewsEvicted.Witness;
import dev.freshet.table.Table;
import dev.freshet.table.ThrottledException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The state in DynamoDB, in a table whose only key is {@code pk}. Thread-safe. Each method blocks
 * for one round trip, a reservation for two when the budget is nearly spent.
 *
 * <pre>
 * WITNESS#run id#evicted keys#flushes   firstSeen
 * BUDGET#2026-11                        spent, wipedAt, wipedBudget
 * EDGE_LIMIT                            atMost (s), until, writtenAt, budget
 * </pre>
 *
 * Times are epoch milliseconds, but for {@code expiresAt}, after which DynamoDB may delete an item.
 */
public final class GovernorTable implements GovernorState {
  /** A witness is of use for as long as edge copies live, an hour at most. */
  private static final Duration KEEP_WITNESS = Duration.ofDays(7);

  private static final Duration KEEP_BUDGET = Duration.ofDays(400);
  private static final String LIMIT = "EDGE_LIMIT";

  private final Table table;

  public GovernorTable(Table table) {
    this.table = table;
  }

  @Override
  public Instant firstSeen(Witness witness, Instant at) {
    String key =
        String.join(
            "#",
            "WITNESS",
            witness.server(),
            Long.toString(witness.evictedKeys()),
            Long.toString(witness.flushes()));
    Map<String, AttributeValue> item =
        update(
            request(key)
                .updateExpression("SET firstSeen = if_not_exists(firstSeen, :at), expiresAt = :end")
                .expressionAttributeValues(
                    Map.of(":at", millis(at), ":end", seconds(at.plus(KEEP_WITNESS)))));
    Instant first = instant(item, "firstSeen");
    return first.isBefore(at) ? first : at;
  }

  @Override
  public Reserved reserve(YearMonth month, int wanted, long budget) {
    long asked = Math.min(wanted, budget);
    while (asked > 0) {
      try {
        return new Reserved((int) asked, add(month, asked, budget - asked));
      } catch (ConditionalCheckFailedException spent) {
        // Others have reserved since; what is left only shrinks, or grows by what they give back.
        asked = Math.min(asked - 1, budget - number(spent.item(), "spent"));
      }
    }
    return new Reserved(0, budget);
  }

  private long add(YearMonth month, long purges, long spentAtMost) {
    return number(
        update(
            request(key(month))
                .updateExpression("SET expiresAt = :end ADD spent :purges")
                .conditionExpression("attribute_not_exists(spent) OR spent <= :most")
                .expressionAttributeValues(
                    Map.of(
                        ":end", expiry(month),
                        ":purges", number(purges),
                        ":most", number(spentAtMost)))),
        "spent");
  }

  @Override
  public void release(YearMonth month, long purges) {
    update(
        request(key(month))
            .updateExpression("SET expiresAt = :end ADD spent :purges")
            .expressionAttributeValues(Map.of(":end", expiry(month), ":purges", number(-purges))));
  }

  @Override
  public Optional<EdgeLimit> edgeLimit() {
    Map<String, AttributeValue> item = get(LIMIT);
    return item.isEmpty() ? Optional.empty() : Optional.of(limit(item));
  }

  @Override
  public EdgeLimit lower(EdgeLimit limit, Instant now) {
    try {
      return limit(
          update(
              request(LIMIT)
                  .updateExpression(
                      "SET atMost = :atMost, #until = :until, writtenAt = :at, budget = :budget")
                  .conditionExpression(
                      "attribute_not_exists(pk) OR atMost > :atMost OR #until <= :now"
                          + " OR budget <> :budget")
                  .expressionAttributeNames(Map.of("#until", "until"))
                  .expressionAttributeValues(
                      Map.of(
                          ":atMost", number(limit.atMost().toSeconds()),
                          ":until", millis(limit.until()),
                          ":at", millis(limit.writtenAt()),
                          ":now", millis(now),
                          ":budget", number(limit.budget())))));
    } catch (ConditionalCheckFailedException lowEnough) {
      return limit(lowEnough.item());
    }
  }

  @Override
  public void wiped(YearMonth month, long budget, Instant at) {
    update(
        request(key(month))
            .updateExpression("SET wipedAt = :at, wipedBudget = :budget")
            .expressionAttributeValues(Map.of(":at", millis(at), ":budget", number(budget))));
  }

  @Override
  public Optional<Instant> wipedAt(YearMonth month, long budget) {
    Map<String, AttributeValue> item = get(key(month));
    return item.containsKey("wipedAt") && number(item, "wipedBudget") == budget
        ? Optional.of(instant(item, "wipedAt"))
        : Optional.empty();
  }

  private UpdateItemRequest.Builder request(String key) {
    return UpdateItemRequest.builder()
        .tableName(table.name())
        .key(Map.of("pk", text(key)))
        .returnValues(ReturnValue.ALL_NEW)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  private Map<String, AttributeValue> update(UpdateItemRequest.Builder request) {
    return call(client -> client.updateItem(request.build())).attributes();
  }

  private Map<String, AttributeValue> get(String key) {
    return call(client ->
            client.getItem(request ->
                request.tableName(table.name()).key(Map.of("pk", text(key))).consistentRead(true)))
        .item();
  }

  private <T> T call(Function<DynamoDbClient, T> request) {
    try {
      return table.call(request);
    } catch (ConditionalCheckFailedException answer) {
      throw answer;
    } catch (ThrottledException | SdkException away) {
      throw new GovernorAwayException(away);
    }
  }

  private static EdgeLimit limit(Map<String, AttributeValue> item) {
    return new EdgeLimit(
        Duration.ofSeconds(number(item, "atMost")),
        instant(item, "until"),
        instant(item, "writtenAt"),
        number(item, "budget"));
  }

  private static String key(YearMonth month) {
    return "BUDGET#" + month;
  }

  private static AttributeValue expiry(YearMonth month) {
    return seconds(month.atEndOfMonth().atStartOfDay(ZoneOffset.UTC).toInstant().plus(KEEP_BUDGET));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static AttributeValue millis(Instant time) {
    return number(time.toEpochMilli());
  }

  private static AttributeValue seconds(Instant time) {
    return number(time.getEpochSecond());
  }

  private static long number(Map<String, AttributeValue> item, String attribute) {
    AttributeValue value = item.get(attribute);
    if (value == null) {
      throw new IllegalStateException("the governor's item has no " + attribute);
    }
    return Long.parseLong(value.n());
  }

  private static Instant instant(Map<String, AttributeValue> item, String attribute) {
    return Instant.ofEpochMilli(number(item, attribute));
  }
}
