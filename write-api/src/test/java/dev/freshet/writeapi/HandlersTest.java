package dev.freshet.writeapi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.lambda.config.SettingException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HandlersTest {
  private static final Map<String, String> COMPLETE =
      Map.of("TABLE_NAME", "table", "ALLOWED_ORIGIN", "*", "METRICS_NAMESPACE", "Test");

  static Stream<Arguments> missing() {
    Stream<BiFunction<Map<String, String>, InstantSource, Object>> handlers =
        Stream.of(
            PutProfileHandler::new,
            PostOrderHandler::new,
            ReadNotificationHandler::new,
            PostFollowHandler::new,
            DeleteFollowHandler::new);
    return handlers.flatMap(
        handler -> COMPLETE.keySet().stream().map(name -> Arguments.of(handler, name)));
  }

  @ParameterizedTest
  @MethodSource("missing")
  void aFunctionWithoutASettingFailsWhenItStartsAndNamesIt(
      BiFunction<Map<String, String>, InstantSource, Object> handler, String name) {
    System.setProperty("aws.region", "us-east-1");
    Map<String, String> environment = new HashMap<>(COMPLETE);
    environment.remove(name);

    assertThatThrownBy(() -> handler.apply(environment, Clock.systemUTC()))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(name);
  }
}
