package dev.freshet.emulators.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  private final Routes routes =
      new Routes(
          Stream.of("/", "/users/{id}", "/users/current", "/users/{id}/follow", "/files/{rest+}")
              .map(path -> new RouteSpec(path, "GET", path, Optional.empty()))
              .toList());

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/users/7, /users/{id}",
    "/users/current, /users/current",
    "/users/current/follow, /users/{id}/follow",
    "/files/a, /files/{rest+}",
    "/files/a/b/c, /files/{rest+}",
  })
  void aPathHasTheResourceThatSaysMostOfIt(String path, String resource) {
    assertThat(routes.resource(path).map(Routes.Resource::path)).contains(resource);
  }

  @ParameterizedTest
  @CsvSource({"/users", "/users/", "/users/7/", "/users/7/other", "/files", "/Users/7"})
  void anyOtherPathHasNone(String path) {
    assertThat(routes.resource(path)).isEmpty();
  }

  @Test
  void aGreedyParameterTakesTheRest() {
    assertThat(routes.resource("/files/a%20b/c").map(Routes.Resource::parameters))
        .contains(Map.of("rest", "a b/c"));
  }

  @Test
  void aRouteForAnyMethodIsTheSecondChoice() {
    Routes both =
        new Routes(
            List.of(
                new RouteSpec("/a", "ANY", "any", Optional.empty()),
                new RouteSpec("/a", "GET", "get", Optional.empty())));
    Routes.Resource resource = both.resource("/a").orElseThrow();

    assertThat(both.route(resource, "GET").map(RouteSpec::function)).contains("get");
    assertThat(both.route(resource, "PUT").map(RouteSpec::function)).contains("any");
  }
}
