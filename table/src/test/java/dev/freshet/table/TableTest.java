package dev.freshet.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.domain.Ulid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class TableTest {
  private final ManualClock clock = new ManualClock();
  private final Table table = new Table(new NoDynamoDb(), "any", clock);

  @Test
  void timesAreWholeMillisecondsSoThatWhatIsAnsweredIsWhatIsStored() {
    assertThat(table.now()).isEqualTo(Instant.ofEpochMilli(clock.millis()));
    assertThat(table.now()).isNotEqualTo(clock.instant());
  }

  @Test
  void idsSortInTheOrderInWhichTheyWereMadeEvenWithinAMillisecond() {
    List<Ulid> ids = Stream.generate(table::newId).limit(1_000).toList();

    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void anIdCarriesTheTimeOfTheInjectedClock() {
    Ulid before = table.newId();
    clock.advance(Duration.ofMillis(1));
    Ulid after = table.newId();

    assertThat(after.value().substring(0, 10)).isGreaterThan(before.value().substring(0, 10));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
        "TransactionInProgressException"
      })
  void aRequestThatIsRefusedForLoadIsToldApart(String code) {
    assertThatThrownBy(() -> table.call(_ -> fail(Failures.refused(code))))
        .isInstanceOf(ThrottledException.class);
  }

  @Test
  void anyOtherRefusalStaysWhatItIs() {
    DynamoDbException refused = Failures.refused("ValidationException");

    assertThatThrownBy(() -> table.call(_ -> fail(refused))).isSameAs(refused);
  }

  private static String fail(RuntimeException failure) {
    throw failure;
  }

  /** Every method of the interface refuses by default. */
  private static final class NoDynamoDb implements DynamoDbClient {
    @Override
    public String serviceName() {
      return "none";
    }

    @Override
    public void close() {
      // holds nothing
    }
  }
}
