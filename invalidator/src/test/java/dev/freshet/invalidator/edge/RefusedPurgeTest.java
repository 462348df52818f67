package dev.freshet.invalidator.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.EdgeInvalidated;
import dev.freshet.invalidator.FakeCloudFront;
import dev.freshet.invalidator.FakeQueue.Message;
import dev.freshet.invalidator.path.ChangePath;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudfront.model.CloudFrontException;
import software.amazon.awssdk.services.cloudfront.model.CreateInvalidationRequest;

class RefusedPurgeTest {
  private static final YearMonth MONTH = YearMonth.of(2026, 1);

  private final ChangePath path = new ChangePath(1_000, 0);

  @BeforeEach
  void aChangeOfALeasedView() {
    path.lease("u-alice", "orders", 2);
    path.change("u-alice", "orders");
  }

  @ParameterizedTest
  @CsvSource({
    "Throttling, InvalidationsThrottled",
    "TooManyInvalidationsInProgress, InvalidationsTooManyInProgress",
    "AccessDenied, InvalidationsRefused"
  })
  void isTriedAgainAfterASecondAndCostsNothing(String code, String metric) {
    path.cloudFront.refuseNext(FakeCloudFront.refusal(code));
    toTheFirstTry();

    assertThat(path.purges.messages())
        .singleElement()
        .extracting(Message::visibleFrom)
        .isEqualTo(path.clock.instant().plusSeconds(1));
    assertThat(path.written.sum(metric)).isEqualTo(1);
    assertThat(path.leases.ledgerOf(MONTH).spent()).isZero();
    assertThat(path.leases.ledgerOf(MONTH).committed()).isEqualTo(1);

    path.clock.advance(Duration.ofSeconds(1));
    path.run();

    assertThat(path.cloudFront.purged()).containsExactly("#u-alice.orders");
    assertThat(path.purges.messages()).isEmpty();
    assertThat(path.leases.ledgerOf(MONTH).spent()).isEqualTo(1);
  }

  @Test
  void waitsLongerEachTimeWhileCloudFrontRefuses() {
    path.cloudFront.refuseAll(FakeCloudFront.refusal("Throttling"));

    path.runFor(Duration.ofMinutes(5));

    List<Instant> tries = path.purges.messages().getFirst().receives();
    assertThat(tries).hasSizeBetween(10, 16);
    assertThat(Duration.between(tries.get(0), tries.get(1))).isEqualTo(Duration.ofSeconds(1));
    assertThat(Duration.between(tries.get(1), tries.get(2))).isEqualTo(Duration.ofSeconds(2));
    assertThat(path.purgeDlq.messages()).isEmpty();
    assertThat(path.leases.ledgerOf(MONTH).spent()).isZero();
  }

  @Test
  void doesNotKeepAnotherOneFromBeingSent() {
    path.cloudFront.refuseNext(FakeCloudFront.refusal("TooManyInvalidationsInProgress"));
    toTheFirstTry();

    path.flush("u-bob", "orders");
    path.runFor(Duration.ofSeconds(2));

    assertThat(path.cloudFront.purged()).contains("#u-bob.orders");
  }

  @Test
  void thatMayHaveBeenCarriedOutCountsAsSpentAndIsSentAgainUnderTheSameReference() {
    path.cloudFront.loseNextAnswer();
    toTheFirstTry();
    assertThat(path.leases.ledgerOf(MONTH).spent()).isEqualTo(1);

    path.clock.advance(Duration.ofSeconds(1));
    path.run();

    assertThat(path.cloudFront.requests()).hasSize(2);
    assertThat(references()).hasSize(1);
    assertThat(path.cloudFront.invalidations()).isEqualTo(1);
    assertThat(path.purges.messages()).isEmpty();
    assertThat(path.written.sum("InvalidationsUnanswered")).isEqualTo(1);
  }

  @Test
  void withAnErrorOfTheServiceCountsAsSpent() {
    for (SdkException unclear :
        List.of(
            CloudFrontException.builder().statusCode(500).build(),
            SdkClientException.create("read timed out"))) {
      path.cloudFront.refuseNext(unclear);
    }

    path.runFor(Duration.ofSeconds(10));

    assertThat(path.written.sum("InvalidationsUnanswered")).isEqualTo(2);
    assertThat(path.leases.ledgerOf(MONTH).spent()).isEqualTo(3);
    assertThat(path.cloudFront.billed()).isEqualTo(1);
  }

  @Test
  void aLaterEvictionOfTheSameViewHasAReferenceOfItsOwn() {
    path.runFor(Duration.ofSeconds(3));
    path.lease("u-alice", "orders", 2);
    path.change("u-alice", "orders");
    path.runFor(Duration.ofSeconds(3));

    assertThat(path.cloudFront.invalidations()).isEqualTo(2);
    assertThat(references()).hasSize(2);
    assertThat(path.bus.events(EdgeInvalidated.class, "EdgeInvalidated")).hasSize(2);
  }

  private Set<String> references() {
    Set<String> references = new TreeSet<>();
    for (CreateInvalidationRequest request : path.cloudFront.requests()) {
      references.add(request.invalidationBatch().callerReference());
    }
    return references;
  }

  private void toTheFirstTry() {
    path.run();
    path.clock.advance(ChangePath.TIMES.purgeWindow());
    path.run();
  }
}
