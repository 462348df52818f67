package dev.freshet.readapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.table.Table;
import dev.freshet.table.ThrottledException;
import dev.freshet.table.read.TableReads;
import dev.freshet.viewcache.memory.InMemoryLeaseStore;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import java.time.Duration;
import java.time.Instant;
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
  private int loads;
  private Runnable duringLoad = () -> {};

  private final InMemoryViewCache cache = new InMemoryViewCache(() -> now);
  private final InMemoryLeaseStore leases = new InMemoryLeaseStore();
  private final ViewFunction function =
      new ViewFunction(
          TestParts.of(
              new TableReads(new Table(new NoTable(), "none", () -> now)),
              cache,
              leases,
              () -> now),
          VIEW,
          (_, user) -> greet(user)) {};

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
              "Cache-Control", "s-maxage=4, stale-if-error=0, max-age=0, must-revalidate")
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
    void livesLongOnceItsClientHasAskedForItTwiceMore() {
      String etag = etag(get());

      assertThat(get("If-None-Match", etag).getHeaders().get("Cache-Control"))
          .startsWith("s-maxage=4,");
      assertThat(get("If-None-Match", etag).getHeaders().get("Cache-Control"))
          .startsWith("s-maxage=300,");
      assertThat(get().getHeaders().get("Cache-Control")).startsWith("s-maxage=300,");
    }

    @Test
    void staysShortWhileLeasesCannotBeRecorded() {
      String etag = etag(get());
      leases.setUnavailable(true);

      get("If-None-Match", etag);
      assertThat(get("If-None-Match", etag).getHeaders().get("Cache-Control"))
          .startsWith("s-maxage=4,");
    }

    @Test
    void isNotKeptAtTheEdgeForLongerThanTheTokenLivesHoweverLateItArrivesThere() {
      var response = invoke(Invocations.get("alice", now.plusSeconds(6)));

      assertThat(response.getHeaders().get("Cache-Control"))
          .isEqualTo("s-maxage=1, stale-if-error=0, max-age=0, must-revalidate");
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
    void isAnswered304WithTheSameHeadersButNoBodyUnderALease() {
      var full = leased();
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
      String etag = "W/" + etag(leased());

      assertThat(get("if-none-match", etag).getStatusCode()).isEqualTo(304);
    }

    @Test
    void isAnsweredInFullWithoutALeaseAsA304NeedNotShortenALife() {
      assertThat(get("If-None-Match", etag(get())).getStatusCode()).isEqualTo(200);
    }

    private APIGatewayProxyResponseEvent leased() {
      String etag = etag(get());
      get("If-None-Match", etag);
      get("If-None-Match", etag);
      return get();
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
    void ofAnAnswerWhileTheCacheIsUnavailable() {
      cache.setUnavailable(true);

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
    TestParts.evict(cache, ALICE, VIEW);
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
