package dev.freshet.writeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import dev.freshet.table.ThrottledException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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

  private static String countedBy(Endpoint change) {
    List<String> lines = new ArrayList<>();
    try (Measurements measurements = new Metrics("Test", "Put", CLOCK, lines::add).begin()) {
      ApiRequest request = ApiRequest.of(Call.by(Api.ALICE), Api.NOW, "c", measurements);
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> new WriteEndpoint(change, CLOCK).answer(request));
    }
    return String.join("\n", lines);
  }
}
