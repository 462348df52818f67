package dev.freshet.local.console;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.viewcache.redis.ViewKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the caches hold of one user. Thread-safe. */
final class UserCaches {
  /** Before the names of a view's pages among the fields of its hash. */
  private static final String PAGE = "p:";

  private final LocalSystem system;

  UserCaches(LocalSystem system) {
    this.system = system;
  }

  /**
   * All of it.
   *
   * @param redis null: Redis does not answer
   */
  record Holdings(String user, @Nullable List<Entry> redis, List<Lease> leases, List<Copy> edge) {}

  /**
   * A view in Redis.
   *
   * @param until the end of its lease as the answers know it, in epoch milliseconds; null: none
   */
  record Entry(String view, int pages, long seconds, @Nullable String until) {}

  /** A recorded lease, and its end. */
  record Lease(String view, String until) {}

  /** A copy at the edge. Times are epoch milliseconds. */
  record Copy(String location, String path, long stored, long expires) {}

  Holdings of(UserId user) {
    return new Holdings(user.value(), redis(user), leases(user), edge(user));
  }

  private @Nullable List<Entry> redis(UserId user) {
    RedisClient client = RedisClient.create(system.redis().uri().toString());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      RedisCommands<String, String> redis = connection.sync();
      return views().flatMap(view -> entry(redis, user, view)).toList();
    } catch (RedisException unavailable) {
      return null;
    } finally {
      client.shutdown();
    }
  }

  private static Stream<Entry> entry(RedisCommands<String, String> redis, UserId user, View view) {
    String key = ViewKeys.of(Owner.of(user), view.name()).pages();
    Map<String, String> fields = redis.hgetall(key);
    long pages = fields.keySet().stream().filter(name -> name.startsWith(PAGE)).count();
    return fields.isEmpty()
        ? Stream.empty()
        : Stream.of(
            new Entry(view.name().value(), (int) pages, redis.ttl(key), fields.get("until")));
  }

  private List<Lease> leases(UserId user) {
    String prefix = "LEASE#" + Owner.of(user).text() + "#";
    String table = system.template().get("LeaseTable").logicalId();
    return views()
        .flatMap(view -> {
          Map<String, AttributeValue> item =
              system
                  .dynamoDb()
                  .getItem(get ->
                      get.tableName("freshet-" + table)
                          .key(Map.of("pk", AttributeValue.fromS(prefix + view.name().value()))))
                  .item();
          return item.isEmpty()
                  || item.getOrDefault("grants", AttributeValue.fromL(List.of())).l().isEmpty()
              ? Stream.empty()
              : Stream.of(new Lease(view.name().value(), text(item)));
        })
        .toList();
  }

  private static String text(Map<String, AttributeValue> item) {
    AttributeValue grant =
        item.getOrDefault("grants", AttributeValue.fromL(List.of())).l().getLast();
    AttributeValue until = grant.m().get("until");
    return until == null
        ? ""
        : Instant.ofEpochSecond(Long.parseLong(until.n().split("\\.", 2)[0])).toString();
  }

  private List<Copy> edge(UserId user) {
    String tag = Owner.of(user).text().toLowerCase(Locale.ROOT);
    Instant now = system.options().now();
    return system.edge().copies().stream()
        .filter(copy -> copy.tags().contains(tag) && copy.expires().isAfter(now))
        .map(copy ->
            new Copy(
                copy.location(),
                copy.target(),
                copy.stored().toEpochMilli(),
                copy.expires().toEpochMilli()))
        .toList();
  }

  private static Stream<View> views() {
    return ViewCatalogue.FRESHET.views().stream()
        .filter(view -> view.ownerKind() == Owner.Kind.USER);
  }
}
