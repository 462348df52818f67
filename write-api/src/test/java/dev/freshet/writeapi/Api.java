package dev.freshet.writeapi;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.ProductDetails;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.lambda.config.Settings;
import dev.freshet.servers.TestTables;
import dev.freshet.table.Table;
import dev.freshet.table.read.TableReads;
import dev.freshet.table.write.ProductWrites;
import dev.freshet.table.write.UserWrites;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The functions over one table, with alice, bob and tea in it. */
final class Api {
  static final UserId ALICE = new UserId("alice");
  static final UserId BOB = new UserId("bob");
  static final UserId STRANGER = new UserId("stranger");
  static final ProductId TEA = new ProductId("tea");
  static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123Z");

  /** The ETag of alice, who was created at that time, and the one after. */
  static final String FIRST = "\"v1772360130123\"";

  static final String SECOND = "\"v1772360130124\"";
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final Settings SETTINGS =
      new Settings(Map.of("ALLOWED_ORIGIN", "https://app.example", "METRICS_NAMESPACE", "Test"));

  final Table table;
  final TableReads reads;

  private Api(Table table) {
    this.table = table;
    this.reads = new TableReads(table);
  }

  static Api over(TestTables tables) {
    Api api = new Api(new Table(tables.client(), tables.create(), CLOCK));
    api.create(ALICE);
    api.create(BOB);
    new ProductWrites(api.table).create(TEA, ProductDetails.of("Tea", 450), "setup");
    return api;
  }

  static Api over(DynamoDbClient client) {
    return new Api(new Table(client, "any", CLOCK));
  }

  Call putProfile(UserId user) {
    return Call.of(new PutProfileHandler(SETTINGS, CLOCK, table), user);
  }

  Call putPreferences(UserId user) {
    return Call.of(new PutPreferencesHandler(SETTINGS, CLOCK, table), user);
  }

  Call deleteUser(UserId user) {
    return Call.of(new DeleteUserHandler(SETTINGS, CLOCK, table), user);
  }

  UserSweeper userSweeper() {
    return new UserSweeper(SETTINGS, CLOCK, table);
  }

  Call postOrder(UserId user) {
    return Call.of(new PostOrderHandler(SETTINGS, CLOCK, table), user);
  }

  Call readNotification(UserId user, String id) {
    return Call.of(new ReadNotificationHandler(SETTINGS, CLOCK, table), user).path("id", id);
  }

  Call readNotification(UserId user, Ulid id) {
    return readNotification(user, id.value());
  }

  Call follow(UserId user, String id) {
    return Call.of(new PostFollowHandler(SETTINGS, CLOCK, table), user).path("id", id);
  }

  Call unfollow(UserId user, String id) {
    return Call.of(new DeleteFollowHandler(SETTINGS, CLOCK, table), user).path("id", id);
  }

  private void create(UserId user) {
    new UserWrites(table)
        .create(user, user.value(), new EmailAddress(user + "@example.com"), "setup");
  }
}
