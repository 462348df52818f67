package dev.freshet.table.write;

import static dev.freshet.table.Fixture.ALICE;
import static dev.freshet.table.Fixture.BOB;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.UserId;
import dev.freshet.servers.TestTables;
import dev.freshet.table.ConflictingClient;
import dev.freshet.table.Fixture;
import dev.freshet.table.Table;
import dev.freshet.table.read.TableReads;
import dev.freshet.table.read.UserPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Follows of one user, or by one user, under DynamoDB's rules for transactions at one time. */
class FollowsAtOnceIT {
  private static final TestTables TABLES = TestTables.start();
  private static final UserId CAROL = new UserId("carol");
  private static final int CROWD = 64;
  private static final int THREADS = 4;
  private static final FollowResult CHANGED = new FollowResult.Changed();
  private static final Map<FollowResult, Long> ONCE_EACH =
      Map.of(CHANGED, (long) CROWD, new FollowResult.Unchanged(), (long) CROWD);

  private final Fixture fixture = new Fixture(TABLES);
  private final ConflictingClient dynamoDb = new ConflictingClient(fixture.client);
  private final Table table = new Table(dynamoDb, fixture.table.name(), fixture.clock);
  private final FollowWrites follows = new FollowWrites(table);
  private final TableReads reads = new TableReads(table);

  @AfterAll
  static void stop() {
    TABLES.close();
  }

  @BeforeEach
  void users() {
    Stream.of(ALICE, BOB, CAROL).forEach(fixture::create);
    fixture.client.requests.clear();
  }

  @Test
  void whoFollowsIsNotInTheWayOfOthersWhoFollowTheSame() {
    List<FollowResult> other = new ArrayList<>();
    meanwhile(() -> other.add(begin(CAROL, BOB)));

    assertThat(begin(ALICE, BOB)).isEqualTo(CHANGED);

    assertThat(other).containsExactly(CHANGED);
    assertThat(transactions()).isEqualTo(2);
    assertThat(followers(BOB)).isEqualTo(page(ALICE, CAROL));
  }

  @Test
  void whoFollowsOneMayFollowOthersMeanwhile() {
    List<FollowResult> other = new ArrayList<>();
    meanwhile(() -> other.add(begin(ALICE, CAROL)));

    assertThat(begin(ALICE, BOB)).isEqualTo(CHANGED);

    assertThat(other).containsExactly(CHANGED);
    assertThat(transactions()).isEqualTo(2);
    assertThat(following(ALICE)).isEqualTo(page(BOB, CAROL));
  }

  @Test
  void whoIsFollowedMayChangeTheirNameMeanwhile() {
    List<ProfileResult> renamed = new ArrayList<>();
    meanwhile(() -> renamed.add(new ProfileWrites(table).save(rename(BOB))));

    assertThat(begin(ALICE, BOB)).isEqualTo(CHANGED);

    assertThat(renamed).singleElement().isInstanceOf(ProfileResult.Saved.class);
    assertThat(transactions()).isEqualTo(2);
  }

  @Test
  void aCrowdThatFollowsOneIsCountedToTheLast() throws Exception {
    List<Follow> crowd = people().map(fan -> new Follow(fan, BOB)).toList();

    assertThat(eachTwice(follows::begin, crowd)).isEqualTo(ONCE_EACH);
    assertThat(followers(BOB).total()).isEqualTo(CROWD);

    assertThat(eachTwice(follows::end, crowd)).isEqualTo(ONCE_EACH);
    assertThat(followers(BOB)).isEqualTo(page());
  }

  @Test
  void whoFollowsACrowdIsCountedWithEachOfThem() throws Exception {
    List<Follow> crowd = people().map(idol -> new Follow(ALICE, idol)).toList();

    assertThat(eachTwice(follows::begin, crowd)).isEqualTo(ONCE_EACH);
    assertThat(following(ALICE).total()).isEqualTo(CROWD);

    assertThat(eachTwice(follows::end, crowd)).isEqualTo(ONCE_EACH);
    assertThat(following(ALICE)).isEqualTo(page());
  }

  /** Runs this while the next transaction is under way. */
  private void meanwhile(Runnable action) {
    fixture.client.beforeTransactions.add(action);
  }

  private Stream<UserId> people() {
    return IntStream.range(0, CROWD)
        .mapToObj(number -> new UserId("person-" + number))
        .peek(fixture::create);
  }

  /** Makes each change, and makes it again; several threads share them. */
  private static Map<FollowResult, Long> eachTwice(
      BiFunction<Follow, String, FollowResult> change, List<Follow> follows) throws Exception {
    List<Callable<List<FollowResult>>> calls = new ArrayList<>();
    for (Follow follow : follows) {
      calls.add(() -> List.of(change.apply(follow, "first"), change.apply(follow, "again")));
    }
    List<FollowResult> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<List<FollowResult>> result : threads.invokeAll(calls)) {
        results.addAll(result.get());
      }
    }
    return results.stream().collect(groupingBy(identity(), counting()));
  }

  private FollowResult begin(UserId follower, UserId followed) {
    return follows.begin(new Follow(follower, followed), "request");
  }

  private static SaveProfile rename(UserId user) {
    return new SaveProfile(
        user,
        "Renamed",
        new EmailAddress(user + "@example.com"),
        new ExpectedVersion.Any(),
        "rename");
  }

  private long transactions() {
    return fixture.client.requests.stream()
        .filter(TransactWriteItemsRequest.class::isInstance)
        .count();
  }

  private UserPage followers(UserId user) {
    return reads.followers(user, 10, Optional.empty());
  }

  private UserPage following(UserId user) {
    return reads.following(user, 10, Optional.empty());
  }

  private static UserPage page(UserId... users) {
    return new UserPage(users.length, List.of(users), Optional.empty());
  }
}
