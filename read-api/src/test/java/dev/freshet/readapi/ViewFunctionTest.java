package dev.freshet.readapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.config.Settings;
import dev.freshet.table.Table;
import dev.freshet.table.ThrottledException;
import dev.freshet.table.governor.EdgeLimit;
import dev.freshet.table.read.TableReads;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What all views have in common, shown on one that greets. */
class ViewFunctionTest {
  private static final Owner ALICE = Owner.of(new UserId("alice"));
  private static final View VIEW = ViewCatalogue.DASHBOARD;

  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private String greeting = "hello";
  private Duration edgeLimit = EdgeLimit.NONE;
  private int loads;
  private Runnable duringLoad = () -> {};

  private final InMemoryViewCache cache = new InMemoryViewCache(() -> now);
  private final ViewFunction function =
      new ViewFunction(
          new ReadParts(
              new Settings(Map.of("ALLOWED_ORIGIN", "*", "METRICS_NAMESPACE", "Freshet")),
              new TableReads(new Table(new NoTable(), "none", () -> now)),
              cache,
              new ProtocolTimes(Duration.ofSeconds(2), Duration.ofMillis(500)),
              () -> edgeLimit,
              () -> now),
          UserView.ofOnePage(VIEW, (_, user) -> greet(user))) {};

  private record Greeting(String greeting, UserId to) {}

  private PageBody greet(UserId user) {
    loads++;
    Greeting loaded = new Greeting(greeting, user);
    duringLoad.run();
    return PageBody.of(loaded);
  }

  private static final class NoTable implements DynamoDbClient {
    @Override
    public String serviceName() {
      return "none";
    }

    @Override
    public void close() {}
  }

  @Nested
  class AnAnswer {

    @Test
    void comesFromTheTableFirstAndThenFromTheCache() {
      var first = get();
      var second = get();

      assertThat(first.getHeaders()).containsEntry("X-View-Source", "table");
      assertThat(second.getHeaders()).containsEntry("X-View-Source", "cache");
      assertThat(second.getBody())
          .isEqualTo(first.getBody())
          .isEqualTo("{\"greeting\":\"hello\",\"to\":\"alice\"}");
      assertThat(second.getHeaders().get("ETag")).isEqualTo(first.getHeaders().get("ETag"));
      assertThat(loads).isEqualTo(1);
    }

    @Test
    void tellsTheEdgeHowLongToKeepItAndByWhichTagsToPurgeIt() {
      assertThat(get().getHeaders())
          .containsEntry(
              "Cache-Control", "s-maxage=300, stale-if-error=0, max-age=0, must-revalidate")
          .containsEntry("Cache-Tag", "u-alice,u-alice.dashboard,c-alice")
          .containsEntry("Vary", "Authorization")
          .containsEntry("Content-Type", "application/json");
    }

    @Test
    void saysWhenItWasLoadedAlsoWhenItComesFromTheCache() {
      String loadedAt = Long.toString(now.toEpochMilli());
      get();
      now = now.plusSeconds(9);

      assertThat(get().getHeaders())
          .containsEntry("X-View-Source", "cache")
          .containsEntry("X-Loaded-At", loadedAt);
    }

    @Test
    void isNotKeptAtTheEdgeForLongerThanThePurgeBudgetAllows() {
      edgeLimit = Duration.ofSeconds(60);
      get();
      assertThat(get().getHeaders().get("Cache-Control")).startsWith("s-maxage=60,");

      edgeLimit = Duration.ofHours(1);
      assertThat(get().getHeaders().get("Cache-Control")).startsWith("s-maxage=300,");
    }

    @Test
    void isNotKeptAtTheEdgeForLongerThanTheTokenLivesHoweverLateItArrivesThere() {
      var response = invoke(Invocations.get("alice", now.plusSeconds(70)));

      assertThat(response.getHeaders().get("Cache-Control"))
          .isEqualTo("s-maxage=68, stale-if-error=0, max-age=0, must-revalidate");
    }

    @Test
    void saysWhereTimeWentWithoutCountingTheLoadTwice() {
      duringLoad = () -> now = now.plusMillis(12);

      assertThat(get().getHeaders()).containsEntry("Server-Timing", "cache;dur=0.0, load;dur=12.0");
      assertThat(get().getHeaders()).containsEntry("Server-Timing", "cache;dur=0.0, load;dur=0.0");
    }

    @Test
    void isOfTheCallerAndOfNobodyElse() {
      get();

      assertThat(invoke(Invocations.get("bob", later())).getBody()).contains("\"to\":\"bob\"");
    }
  }

  @Nested
  class AConditionalRequest {

    @Test
    void isAnswered304WithTheSameHeadersButNoBody() {
      var full = get();
      var response = get("If-None-Match", etag(full));

      assertThat(response.getStatusCode()).isEqualTo(304);
      assertThat(response.getBody()).isEmpty();
      assertThat(response.getHeaders())
          .containsEntry("ETag", full.getHeaders().get("ETag"))
          .containsEntry("Cache-Control", full.getHeaders().get("Cache-Control"))
          .containsEntry("Cache-Tag", full.getHeaders().get("Cache-Tag"))
          .containsEntry("Vary", "Authorization")
          .doesNotContainKey("Content-Type");
    }

    @Test
    void mayNameTheTagWeaklyAsCloudFrontDoesAfterCompressing() {
      String etag = "W/" + etag(get());

      assertThat(get("if-none-match", etag).getStatusCode()).isEqualTo(304);
    }

    @Test
    void isAnsweredInFullOnceTheViewHasChanged() {
      String etag = etag(get());
      greeting = "good day";
      evict();

      var response = get("If-None-Match", etag);

      assertThat(response.getStatusCode()).isEqualTo(200);
      assertThat(response.getBody()).contains("good day");
    }
  }

  @Nested
  class NoCopyIsKeptAtTheEdge {

    @Test
    void ofAnAnswerWhoseViewWasEvictedWhileItWasLoaded() {
      duringLoad = ViewFunctionTest.this::evict;

      assertNoStore(get());
      duringLoad = () -> {};
      get();
      assertThat(loads).isEqualTo(2);
    }

    @Test
    void ofAnAnswerWhileTheCacheIsAway() {
      cache.setAway(true);

      assertNoStore(get());
    }

    @Test
    void ofAnAnswerToARequestForACommitInTheFuture() {
      assertNoStore(fresh(Long.toString(now.plusSeconds(60).toEpochMilli())));
    }

    private void assertNoStore(APIGatewayProxyResponseEvent response) {
      assertThat(response.getStatusCode()).isEqualTo(200);
      assertThat(response.getHeaders())
          .containsEntry("Cache-Control", "no-store")
          .doesNotContainKey("Cache-Tag");
    }
  }

  @Nested
  class Fresh {

    @Test
    void passesOverAPageThatIsOlderThanTheCommit() {
      get();
      greeting = "good day";
      now = now.plusSeconds(10);

      assertThat(get().getBody()).contains("hello");
      assertThat(fresh(Long.toString(now.toEpochMilli())).getBody()).contains("good day");
    }

    @Test
    void takesAPageThatIsYoungerThanTheCommitAndTheSkewOfClocks() {
      get();
      long old = now.toEpochMilli() - 501;

      assertThat(fresh(Long.toString(old)).getHeaders()).containsEntry("X-View-Source", "cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "now", "1e3", "1.5", "999999999999999999", " 1"})
    void isRefusedByNameIfItIsMalformed(String text) {
      var response = fresh(text);

      assertThat(response.getStatusCode()).isEqualTo(400);
      assertThat(Invocations.json(response).get("field").asText()).isEqualTo("fresh");
      assertThat(loads).isZero();
    }
  }

  @Test
  void aThrottledTableIsASecondTryLaterAndNotAFault() {
    duringLoad =
        () -> {
          throw new ThrottledException(null);
        };

    var response = get();

    assertThat(response.getStatusCode()).isEqualTo(503);
    assertThat(response.getHeaders()).containsEntry("Cache-Control", "no-store");
  }

  @Test
  void anETagIsTheSameForEqualContentOnly() {
    PageBody shown = PageBody.of(new Greeting("hello", new UserId("alice")));

    assertThat(shown.loaded()).isEqualTo(shown.loaded());
    assertThat(shown.loaded().etag())
        .isNotEqualTo(PageBody.of(new Greeting("hello", new UserId("bob"))).loaded().etag());
    assertThat(new PageBody("x", Optional.of("v3")).loaded().etag()).isEqualTo("\"v3\"");
  }

  private void evict() {
    cache.evict(ALICE, List.of(VIEW.name()), new EvictionId("e-" + loads));
  }

  private static String etag(APIGatewayProxyResponseEvent response) {
    return Objects.requireNonNull(response.getHeaders().get("ETag"));
  }

  private Instant later() {
    return now.plus(Duration.ofHours(1));
  }

  private APIGatewayProxyResponseEvent get() {
    return invoke(Invocations.get("alice", later()));
  }

  private APIGatewayProxyResponseEvent get(String header, String value) {
    return invoke(Invocations.get("alice", later()).withHeaders(Map.of(header, value)));
  }

  private APIGatewayProxyResponseEvent fresh(String value) {
    return invoke(Invocations.get("alice", later(), "fresh=" + value));
  }

  private APIGatewayProxyResponseEvent invoke(APIGatewayProxyRequestEvent event) {
    return Invocations.invoke(function, event);
  }
}
