package dev.freshet.table.search;

import dev.freshet.domain.UserId;
import dev.freshet.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Limits the searches of each user per minute, because unlimited searches could reveal which
 * addresses have accounts. Counted in the table without a stream, one item per user and minute,
 * deleted by its TTL. Thread-safe; blocks for one round trip.
 */
public final class SearchQuota {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Table counters;
  private final long most;

  /**
   * @param counters keyed by {@code pk} alone
   * @param most searches of one user in one minute
   */
  public SearchQuota(Table counters, long most) {
    this.counters = counters;
    this.most = most;
  }

  /**
   * Takes one of the user's searches.
   *
   * @return empty if there was one left, else how long to wait, in whole seconds
   * @throws dev.freshet.table.ThrottledException if there is no capacity
   */
  public Optional<Duration> take(UserId user) {
    Instant now = counters.now();
    Instant end = now.truncatedTo(ChronoUnit.MINUTES).plus(WINDOW);
    return count(user, end) <= most
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Duration.between(now, end).toSeconds() + 1));
  }

  private long count(UserId user, Instant end) {
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(counters.name())
            .key(Map.of("pk", AttributeValue.fromS("SEARCHES#" + user + "#" + end)))
            .updateExpression("ADD #count :one SET #expiry = :expiry")
            .expressionAttributeNames(Map.of("#count", "count", "#expiry", "expiresAt"))
            .expressionAttributeValues(
                Map.of(
                    ":one", AttributeValue.fromN("1"),
                    ":expiry", AttributeValue.fromN(Long.toString(end.getEpochSecond()))))
            .returnValues(ReturnValue.UPDATED_NEW)
            .build();
    AttributeValue count =
        counters.call(client -> client.updateItem(request)).attributes().get("count");
    return Long.parseLong(Objects.requireNonNull(count).n());
  }
}
