package dev.freshet.writeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.lambda.http.Access;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import dev.freshet.table.ThrottledException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WriteEndpointTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Api.NOW);

  @Test
  void aTableWithoutCapacityIsCounted() {
    assertThat(
            countedBy(_ -> {
              throw new ThrottledException(new IllegalStateException());
            }))
        .contains("\"TableThrottled\":1");
  }

  @Test
  void aChangeThatOthersWereInTheWayOfIsCounted() {
    assertThat(
            countedBy(request -> {
              throw WriteEndpoint.contended(request);
            }))
        .contains("\"ChangesContended\":1");
  }

  @Test
  void theTimeForLaterReadsIsAfterTheCommitNotAfterTheRequest() {
    AtomicReference<Instant> now = new AtomicReference<>(Api.NOW);
    Instant committed = Api.NOW.plusMillis(70);
    Endpoint change =
        _ -> {
          now.set(committed);
          return ApiResponse.empty(204);
        };

    ApiResponse response;
    try (Measurements measurements = new Metrics("Test", "Put", CLOCK, _ -> {}).begin()) {
      ApiRequest request =
          ApiRequest.of(Call.by(Api.ALICE), Access.SIGNED_IN, Api.NOW, "c", measurements);
      response = new WriteEndpoint(change, now::get).answer(request);
    }

    assertThat(response.header("X-Fresh-After").map(Long::valueOf))
        .hasValueSatisfying(time -> assertThat(time).isGreaterThan(committed.toEpochMilli()));
  }

  private static String countedBy(Endpoint change) {
    List<String> lines = new ArrayList<>();
    try (Measurements measurements = new Metrics("Test", "Put", CLOCK, lines::add).begin()) {
      ApiRequest request =
          ApiRequest.of(Call.by(Api.ALICE), Access.SIGNED_IN, Api.NOW, "c", measurements);
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> new WriteEndpoint(change, CLOCK).answer(request));
    }
    return String.join("\n", lines);
  }
}
