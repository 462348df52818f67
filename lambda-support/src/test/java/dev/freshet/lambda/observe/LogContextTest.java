package dev.freshet.lambda.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {
  private final List<String> lines = new ArrayList<>();
  private final Metrics metrics =
      new Metrics("Freshet", "Function", InstantSource.fixed(Instant.EPOCH), lines::add);

  /** Other tests may have left something on this thread. */
  @BeforeEach
  void forget() {
    MDC.clear();
  }

  @Test
  void linesOfAnInvocationNameItsFunctionAndItsChanges() {
    try (Measurements measured = metrics.begin();
        var _ = measured.about(List.of("a", "b", "a"))) {
      measured.count("Done");
      assertThat(MDC.get("function")).isEqualTo("Function");
      assertThat(MDC.get("correlationId")).isEqualTo("a b");
    }
    assertThat(lines).singleElement().asString().contains("\"correlationId\":\"a b\"");
    assertThat(MDC.get("function")).isNull();
    assertThat(MDC.get("correlationId")).isNull();
  }

  @Test
  void aLineAboutOneOfThemNamesThatOneOnly() {
    try (Measurements measured = metrics.begin();
        var _ = measured.about(List.of("a", "b"))) {
      try (var _ = LogContext.of("b")) {
        assertThat(MDC.get("correlationId")).isEqualTo("b");
      }
      assertThat(MDC.get("correlationId")).isEqualTo("a b");
    }
  }

  @Test
  void anInvocationAboutNoChangeNamesNone() {
    try (Measurements measured = metrics.begin();
        var _ = measured.about(List.of())) {
      measured.count("Done");
      assertThat(MDC.get("correlationId")).isNull();
    }
    assertThat(lines).singleElement().asString().doesNotContain("correlationId");
  }
}
