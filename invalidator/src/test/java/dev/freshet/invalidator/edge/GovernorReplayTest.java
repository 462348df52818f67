package dev.freshet.invalidator.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Event;
import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.invalidator.DestinationRecords;
import dev.freshet.invalidator.EventBus;
import dev.freshet.invalidator.FakeBus;
import dev.freshet.invalidator.NoContext;
import dev.freshet.invalidator.Written;
import dev.freshet.invalidator.edge.Outcome.Tally;
import dev.freshet.invalidator.governor.Governance;
import dev.freshet.lambda.json.Json;
import dev.freshet.table.governor.CachedEdgeLimit;
import dev.freshet.table.governor.InMemoryGovernorState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationRequest;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationResponse;

/** The governor beside a purge for every write, under the same day's requests. */
class GovernorReplayTest {
  private static final long SEED = 20260105;
  private static final Duration DAY = Duration.ofDays(1);
  private static final int REQUESTS = 200_000;

  private static final Duration HALF_A_DAY = DAY.dividedBy(2);
  private static final int PAGES_READ = 50_000;
  private static final SortedSet<ViewName> RENAMED =
      ViewCatalogue.FRESHET.showing(
          ItemKey.of(ItemType.PROFILE, new UserId("anybody")), Set.of("name"));

  /** More than a day's writes: the budget is not what saves here. */
  private static final long AMPLE = 1_000_000;

  @Test
  void purgesTenTimesLessThanAPurgeForEveryWriteAndNoMoreAnswersAreOld() {
    Outcome everyWrite = run(PurgePerWrite::new);
    Outcome governed = run(replay -> new Governed(replay, AMPLE));

    System.out.println(Outcome.header());
    System.out.println(everyWrite.row("a purge for each write"));
    System.out.println(governed.row("governed"));
    assertThat(governed.writes()).isEqualTo(everyWrite.writes());
    assertThat(governed.purges() * 10).isLessThanOrEqualTo(everyWrite.purges());
    assertThat(IntStream.rangeClosed(0, 4).mapToObj(Duration::ofSeconds))
        .allSatisfy(age ->
            assertThat(governed.olderThan(age)).isLessThanOrEqualTo(everyWrite.olderThan(age)));
  }

  @Test
  void aRenameOfWhomMostFollowTakesTheirPagesFromTheEdgeForSomeAnswersNotForHours() {
    Replay replay = new Replay(SEED);
    ReplayedSystem system = new Governed(replay, AMPLE);
    replay.readCards(PAGES_READ, HALF_A_DAY, system);
    Tally before = system.outcome().withCards();

    system.write(replay.users().mostFollowed(), RENAMED);
    replay.readCards(PAGES_READ, HALF_A_DAY, system);

    Tally after = system.outcome().withCards().since(before);
    System.out.printf(
        "from the edge before a rename %.3f, after %.3f%n",
        before.shareFromEdge(), after.shareFromEdge());
    assertThat(system.outcome().purges()).isEqualTo(1);
    assertThat(after.shareFromEdge()).isGreaterThan(before.shareFromEdge() - 0.04);
  }

  private static Outcome run(Function<Replay, ReplayedSystem> maker) {
    Replay replay = new Replay(SEED);
    ReplayedSystem system = maker.apply(replay);
    replay.run(REQUESTS, DAY, system);
    return system.outcome();
  }

  /**
   * What people usually build, at its cheapest: one item for each write, by the owner's tag, or by
   * that of their card, which all views have that a change of the card changes.
   */
  private static final class PurgePerWrite extends ReplayedSystem {
    PurgePerWrite(Replay replay) {
      super(replay);
    }

    @Override
    View asRead(View view) {
      return view;
    }

    @Override
    void evicted(ViewsEvicted evicted, String idempotencyKey) {
      evicted.evictions().forEach(each -> cache().loseHeat(evicted.owner(), each.view()));
      replay().later(TIMES.purgeWindow(), () -> purge(List.of(tag(evicted).invalidationItem())));
    }

    private static CacheTag tag(ViewsEvicted evicted) {
      boolean card =
          evicted.evictions().stream()
              .anyMatch(each -> each.view().equals(ViewCatalogue.CARD.name()));
      return card ? CacheTag.ofCard(evicted.owner()) : CacheTag.of(evicted.owner());
    }
  }

  /** The function that is deployed, behind a queue as the template sets it up. */
  private static final class Governed extends ReplayedSystem {
    private static final Duration BATCHING_WINDOW = Duration.ofSeconds(1);
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);
    private static final int BATCH_SIZE = 100;

    private final InMemoryGovernorState shared = new InMemoryGovernorState();
    private final CachedEdgeLimit edgeLimit;
    private final EdgeInvalidator invalidator;
    private final Map<String, String> queue = new LinkedHashMap<>();
    private boolean batchIsDue;

    Governed(Replay replay, long budget) {
      super(replay);
      edgeLimit = new CachedEdgeLimit(shared::edgeLimit, replay::now, cause -> {});
      invalidator =
          new EdgeInvalidator(
              new Governance(shared, (_, _) -> {}, ViewCatalogue.FRESHET, TIMES, budget),
              new Edge(new CountingCloudFront(), "EDFDVBD6EXAMPLE"),
              new EventBus(new FakeBus(), "freshet-bus"),
              new Written().metrics(InstantSource.system()),
              replay::now);
    }

    @Override
    View asRead(View view) {
      return view.atEdgeNoLongerThan(edgeLimit.get());
    }

    @Override
    void evicted(ViewsEvicted evicted, String idempotencyKey) {
      if (evicted.witness() != null) {
        shared.firstSeen(evicted.witness(), Replay.START.minus(DAY));
      }
      var metadata =
          new Event.Metadata(
              "id-" + idempotencyKey,
              Event.VERSION,
              evicted.evictedAt(),
              evicted.evictedAt(),
              idempotencyKey,
              idempotencyKey);
      String body = DestinationRecords.success(Json.write(new Event<>(metadata, evicted)));
      replay().later(TIMES.purgeWindow(), () -> arrives(idempotencyKey, body));
    }

    private void arrives(String id, String body) {
      queue.put(id, body);
      if (!batchIsDue) {
        batchIsDue = true;
        replay().later(BATCHING_WINDOW, this::takeBatch);
      }
    }

    private void takeBatch() {
      batchIsDue = false;
      Map<String, String> batch = new LinkedHashMap<>();
      queue.entrySet().stream()
          .limit(BATCH_SIZE)
          .forEach(message -> batch.put(message.getKey(), message.getValue()));
      queue.keySet().removeAll(batch.keySet());
      SQSBatchResponse response =
          invalidator.handleRequest(DestinationRecords.batch(batch), NoContext.create());
      response
          .getBatchItemFailures()
          .forEach(failure -> {
            String id = failure.getItemIdentifier();
            replay().later(VISIBILITY_TIMEOUT, () -> arrives(id, batch.getOrDefault(id, "")));
          });
    }

    private final class CountingCloudFront implements CloudFrontClient {
      private int invalidations;

      @Override
      public CreateInvalidationResponse createInvalidation(CreateInvalidationRequest request) {
        purge(request.invalidationBatch().paths().items());
        String id = "I" + invalidations++;
        return CreateInvalidationResponse.builder()
            .invalidation(invalidation ->
                invalidation
                    .id(id)
                    .createTime(now())
                    .invalidationBatch(request.invalidationBatch()))
            .build();
      }

      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {}
    }
  }
}
