package dev.freshet.invalidator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.freshet.invalidator.auditor.StalenessAuditor;
import dev.freshet.invalidator.dispatcher.EvictionDispatcher;
import dev.freshet.invalidator.edge.EdgeInvalidator;
import dev.freshet.invalidator.evictor.ViewEvictor;
import dev.freshet.invalidator.publisher.ChangePublisher;
import dev.freshet.lambda.config.SettingException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentTest {
  private static final InstantSource CLOCK = Clock.systemUTC();

  static Stream<Arguments> functions() {
    return Stream.of(
        function(
            ChangePublisher.class,
            Map.of("EVENT_BUS_NAME", "bus", "STREAM_DLQ_URL", "https://sqs.example/letters")),
        function(
            ViewEvictor.class,
            Map.of(
                "REDIS_URL", "redis://127.0.0.1:6379",
                "REDIS_CLUSTER", "false",
                "REDIS_AUTH", "url",
                "CLOCK_SKEW_MS", "500")),
        function(
            StalenessAuditor.class,
            Map.of(
                "AUDIT_QUEUE_URL", "audits",
                "AUDITED_IDS", "*0",
                "READ_FUNCTIONS", "orders=Orders",
                "CHANGE_QUEUE_URL", "changes",
                "EVENT_BUS_NAME", "bus",
                "PURGE_WINDOW_SECONDS", "2",
                "CLOCK_SKEW_MS", "500")),
        function(
            EvictionDispatcher.class,
            Map.of(
                "EVICTOR_FUNCTION", "evictor",
                "CHANGE_QUEUE_URL", "changes",
                "CHANGE_DLQ_URL", "change-dlq",
                "PURGE_QUEUE_URL", "purges",
                "EVENT_BUS_NAME", "bus")),
        function(
            EdgeInvalidator.class,
            Map.of(
                "PURGE_WINDOW_SECONDS", "2",
                "CLOCK_SKEW_MS", "500",
                "DISTRIBUTION_ID", "E1",
                "EVENT_BUS_NAME", "bus",
                "LEASE_TABLE", "leases",
                "PURGE_QUEUE_URL", "purges",
                "PURGE_DLQ_URL", "purge-dlq",
                "FREE_PURGES_PER_MONTH", "0",
                "PAID_PURGES_PER_MONTH", "0",
                "SAVED_ANSWERS_PER_PAID_PURGE", "1250")));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionStartsWithItsVariablesAndNoOthers(Class<?> handler, Map<String, String> complete)
      throws ReflectiveOperationException {
    assertThat(constructor(handler).newInstance(complete, CLOCK))
        .isInstanceOfAny(RequestHandler.class, RequestStreamHandler.class);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aMissingVariableStopsTheColdStartAndIsNamed(Class<?> handler, Map<String, String> complete)
      throws ReflectiveOperationException {
    Constructor<?> constructor = constructor(handler);
    for (String missing : complete.keySet()) {
      Map<String, String> environment = new TreeMap<>(complete);
      environment.remove(missing);
      assertThatExceptionOfType(InvocationTargetException.class)
          .isThrownBy(() -> constructor.newInstance(environment, CLOCK))
          .havingCause()
          .isInstanceOfAny(SettingException.class, IllegalArgumentException.class)
          .withMessageContaining(missing);
    }
  }

  /** As the local system makes them: each function has its own environment and clock. */
  private static Constructor<?> constructor(Class<?> handler) throws NoSuchMethodException {
    Constructor<?> constructor = handler.getDeclaredConstructor(Map.class, InstantSource.class);
    constructor.setAccessible(true);
    return constructor;
  }

  private static Arguments function(Class<?> handler, Map<String, String> own) {
    Map<String, String> complete = new TreeMap<>(own);
    complete.put("METRICS_NAMESPACE", "Freshet");
    return Arguments.of(handler, complete);
  }
}
