package dev.freshet.invalidator.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.invalidator.TemplateYaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientsTest {

  @Test
  void theDispatcherWaitsLongerForTheEvictorThanThatMayRun() {
    assertThat(Clients.INVOKE).isGreaterThan(timeout("ViewEvictor"));
  }

  @Test
  void theDispatcherReportsEvenIfAllThatItCallsIsSilent() {
    Duration letters = Clients.QUEUE;
    Duration notices = Clients.QUEUE.multipliedBy(2);
    Duration putOff = Clients.QUEUE;

    assertThat(Clients.INVOKE.plus(letters).plus(notices).plus(Clients.BUS).plus(putOff))
        .isLessThan(timeout("EvictionDispatcher"));
  }

  private static Duration timeout(String function) {
    return Duration.ofSeconds(
        TemplateYaml.number(TemplateYaml.at("Resources", function, "Properties"), "Timeout"));
  }
}
