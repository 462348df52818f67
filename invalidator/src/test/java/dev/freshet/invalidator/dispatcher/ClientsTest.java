package dev.freshet.invalidator.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.invalidator.TemplateYaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientsTest {

  @Test
  void theDispatcherWaitsLongerForTheEvictorThanThatMayRun() {
    assertThat(DispatcherClients.INVOKE).isGreaterThan(timeout("ViewEvictor"));
  }

  @Test
  void theDispatcherReportsEvenIfAllThatItCallsIsSilent() {
    Duration letters = DispatcherClients.QUEUE;
    Duration notices = DispatcherClients.QUEUE.multipliedBy(2);
    Duration putOff = DispatcherClients.QUEUE;

    assertThat(
            DispatcherClients.INVOKE
                .plus(letters)
                .plus(notices)
                .plus(DispatcherClients.BUS)
                .plus(putOff))
        .isLessThan(timeout("EvictionDispatcher"));
  }

  private static Duration timeout(String function) {
    return Duration.ofSeconds(
        TemplateYaml.number(TemplateYaml.at("Resources", function, "Properties"), "Timeout"));
  }
}
