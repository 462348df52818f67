package dev.freshet.emulators.cloudfront.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.emulators.cloudfront.distribution.CacheBehavior;
import dev.freshet.emulators.cloudfront.distribution.CachePolicy;
import dev.freshet.emulators.cloudfront.distribution.Distribution;
import dev.freshet.emulators.cloudfront.distribution.OriginRequestPolicy;
import dev.freshet.emulators.cloudfront.distribution.ResponseHeadersPolicy;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.BatchTooLargeException;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationResponse;
import software.amazon.awssdk.services.cloudfront.model.InconsistentQuantitiesException;
import software.amazon.awssdk.services.cloudfront.model.InvalidArgumentException;
import software.amazon.awssdk.services.cloudfront.model.InvalidationSummary;
import software.amazon.awssdk.services.cloudfront.model.ListInvalidationsResponse;
import software.amazon.awssdk.services.cloudfront.model.NoSuchDistributionException;
import software.amazon.awssdk.services.cloudfront.model.NoSuchInvalidationException;
import software.amazon.awssdk.services.cloudfront.model.TooManyInvalidationsInProgressException;

class CloudFrontApiTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final List<Runnable> waiting = new ArrayList<>();
  private final List<List<String>> purged = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final ApiFaults faults = new ApiFaults();
  private final Invalidations invalidations = invalidations(distribution(Optional.of("Cache-Tag")));
  private final CloudFrontApi api = api(distribution(Optional.of("Cache-Tag")), invalidations);
  private final CloudFrontClient client = client(api.endpoint());

  @AfterEach
  void close() {
    client.close();
    api.close();
  }

  @Nested
  class AnInvalidation {

    @Test
    void isInProgressUntilTheObjectsAreGone() {
      CreateInvalidationResponse created = create("r1", "#u-alice", "/orders*");
      assertThat(created.location()).endsWith("/E123/invalidation/" + created.invalidation().id());
      assertThat(created.invalidation().status()).isEqualTo("InProgress");
      assertThat(created.invalidation().createTime()).isEqualTo(NOW);
      assertThat(created.invalidation().invalidationBatch().paths().items())
          .containsExactly("#u-alice", "/orders*");
      assertThat(purged).isEmpty();

      runWaiting();

      assertThat(purged).containsExactly(List.of("#u-alice", "/orders*"));
      assertThat(status(created.invalidation().id())).isEqualTo("Completed");
      assertThat(heard).containsExactly(created.invalidation().id());
      assertThat(invalidations.completedCount()).isEqualTo(1);
    }

    @Test
    void thatIsAskedForTwiceIsOne() {
      String first = create("r1", "/a", "/b").invalidation().id();
      String second = create("r1", "/b", "/a").invalidation().id();
      assertThat(second).isEqualTo(first);
      runWaiting();
      assertThat(create("r1", "/a", "/b").invalidation().status()).isEqualTo("Completed");
      assertThat(purged).hasSize(1);
    }

    @Test
    void withAUsedReferenceAndOtherPathsIsRefused() {
      create("r1", "/a");
      assertThatExceptionOfType(CloudFrontException.class)
          .isThrownBy(() -> create("r1", "/b"))
          .satisfies(e ->
              assertThat(e.awsErrorDetails().errorCode())
                  .isEqualTo("InvalidationBatchAlreadyExists"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "*", "/ä", "/a b", "# tag", "#a,b", "#", ""})
    void withAnItemThatIsNeitherPathNorTagIsRefused(String item) {
      assertThatThrownBy(() -> create("r1", "/fine", item))
          .isInstanceOf(InvalidArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/*", "/a?limit=5&x=%20", "#u-alice.orders", "#a:b/c*"})
    void mayNamePathsAndTags(String item) {
      assertThat(create("r1", item).invalidation().id()).startsWith("I");
    }

    @Test
    void ofAnotherDistributionIsRefused() {
      assertThatThrownBy(() ->
              client.createInvalidation(request ->
                  request
                      .distributionId("E999")
                      .invalidationBatch(batch ->
                          batch
                              .callerReference("r")
                              .paths(paths -> paths.quantity(1).items("/a")))))
          .isInstanceOf(NoSuchDistributionException.class);
    }

    @Test
    void thatDoesNotExistIsNotFound() {
      assertThatThrownBy(() -> status("I0")).isInstanceOf(NoSuchInvalidationException.class);
    }

    @Test
    void whoseQuantityIsWrongIsRefused() {
      assertThatThrownBy(() ->
              client.createInvalidation(request ->
                  request
                      .distributionId("E123")
                      .invalidationBatch(batch ->
                          batch
                              .callerReference("r")
                              .paths(paths -> paths.quantity(2).items("/a")))))
          .isInstanceOf(InconsistentQuantitiesException.class);
    }

    @Test
    void byTagNeedsADistributionThatReadsTags() {
      Distribution untagged = distribution(Optional.empty());
      try (CloudFrontApi other = api(untagged, invalidations(untagged));
          CloudFrontClient otherClient = client(other.endpoint())) {
        assertThatThrownBy(() -> create(otherClient, "r1", "#u-alice"))
            .isInstanceOf(InvalidArgumentException.class);
      }
    }
  }

  @Nested
  class Quotas {

    @Test
    void leaveRoomFor3000ItemsInProgress() {
      create("r1", numbered("#t", 2_000));
      create("r2", numbered("/p", 1_000));
      assertThatThrownBy(() -> create("r3", "/one-more"))
          .isInstanceOf(TooManyInvalidationsInProgressException.class);
      runWaiting();
      assertThat(create("r3", "/one-more").invalidation().status()).isEqualTo("InProgress");
    }

    @Test
    void leaveRoomFor15WildcardsBesideThem() {
      create("r1", numbered("/p", 3_000));
      create("r2", IntStream.range(0, 15).mapToObj(i -> "/" + i + "*").toArray(String[]::new));
      assertThatThrownBy(() -> create("r3", "/one-more*"))
          .isInstanceOf(TooManyInvalidationsInProgressException.class);
    }

    @Test
    void areNotCountedTwiceForARepeatedRequest() {
      create("r1", numbered("/p", 3_000));
      assertThat(create("r1", numbered("/p", 3_000)).invalidation().status())
          .isEqualTo("InProgress");
    }

    @Test
    void refuseABatchThatWouldNeverFit() {
      assertThatThrownBy(() -> create("r1", numbered("/p", 3_001)))
          .isInstanceOf(BatchTooLargeException.class);
    }
  }

  @Nested
  class AList {

    @Test
    void showsTheNewestFirstPageByPage() {
      String one = create("r1", "/a").invalidation().id();
      runWaiting();
      String two = create("r2", "/a").invalidation().id();
      String three = create("r3", "/a").invalidation().id();

      ListInvalidationsResponse first =
          client.listInvalidations(request -> request.distributionId("E123").maxItems("2"));
      assertThat(first.invalidationList().isTruncated()).isTrue();
      assertThat(ids(first)).containsExactly(three, two);

      String marker = first.invalidationList().nextMarker();
      ListInvalidationsResponse second =
          client.listInvalidations(request -> request.distributionId("E123").marker(marker));
      assertThat(second.invalidationList().isTruncated()).isFalse();
      assertThat(ids(second)).containsExactly(one);
      assertThat(second.invalidationList().items().getFirst().status()).isEqualTo("Completed");
    }

    private static List<String> ids(ListInvalidationsResponse response) {
      return response.invalidationList().items().stream().map(InvalidationSummary::id).toList();
    }
  }

  @Nested
  class Faults {

    @Test
    void throttleAsManyCallsAsAsked() {
      faults.throttleNext(1);
      assertThatExceptionOfType(SdkException.class)
          .isThrownBy(() -> create("r1", "/a"))
          .withMessageContaining("Rate exceeded");
      assertThat(create("r1", "/a").invalidation().id()).isNotEmpty();
    }

    @Test
    void failAsManyCallsAsAsked() {
      faults.failNext(1);
      assertThatExceptionOfType(CloudFrontException.class)
          .isThrownBy(() -> create("r1", "/a"))
          .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500));
      assertThat(create("r1", "/a").invalidation().id()).isNotEmpty();
    }

    @Test
    void slowDownUntilTheyEnd() {
      faults.slowBy(Duration.ofMillis(60));
      long before = System.nanoTime();
      create("r1", "/a");
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThanOrEqualTo(Duration.ofMillis(60));
      faults.slowBy(Duration.ZERO);
      assertThat(create("r2", "/a").invalidation().id()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<a", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"})
  void aBodyThatIsNoXmlIsRefused(String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(api.endpoint() + "/2020-05-31/distribution/E123/invalidation"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains(body.isEmpty() ? "MissingBody" : "MalformedXML");
    }
  }

  private CreateInvalidationResponse create(String reference, String... items) {
    return create(client, reference, items);
  }

  private static CreateInvalidationResponse create(
      CloudFrontClient client, String reference, String... items) {
    return client.createInvalidation(request ->
        request
            .distributionId("E123")
            .invalidationBatch(batch ->
                batch
                    .callerReference(reference)
                    .paths(paths -> paths.quantity(items.length).items(items))));
  }

  private String status(String id) {
    return client
        .getInvalidation(request -> request.distributionId("E123").id(id))
        .invalidation()
        .status();
  }

  private void runWaiting() {
    List<Runnable> due = List.copyOf(waiting);
    waiting.clear();
    due.forEach(Runnable::run);
  }

  private static String[] numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  private Invalidations invalidations(Distribution distribution) {
    Invalidations created =
        new Invalidations(
            distribution,
            new Propagation(
                List.of(purged::add),
                (delay, task) -> waiting.add(task),
                Duration.ofSeconds(5),
                faults),
            () -> NOW);
    created.onCompleted((invalidation, at) -> heard.add(invalidation.id()));
    return created;
  }

  private CloudFrontApi api(Distribution distribution, Invalidations served) {
    return new CloudFrontApi(distribution, served, faults, InetAddress.getLoopbackAddress(), 0);
  }

  private static Distribution distribution(Optional<String> tagHeader) {
    CacheBehavior everything =
        new CacheBehavior(
            "*",
            "api",
            Set.of("GET", "HEAD"),
            Set.of("GET", "HEAD"),
            false,
            CachePolicy.CACHING_OPTIMIZED,
            OriginRequestPolicy.NONE,
            ResponseHeadersPolicy.NONE,
            Optional.empty(),
            Optional.empty());
    return new Distribution(
        "E123", "d123.cloudfront.net", List.of(everything), Map.of(), tagHeader, Map.of());
  }

  private static CloudFrontClient client(URI endpoint) {
    return CloudFrontClient.builder()
        .endpointOverride(endpoint)
        .region(Region.AWS_GLOBAL)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(config -> config.retryStrategy(strategy -> strategy.maxAttempts(1)))
        .build();
  }
}
