package dev.freshet.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultPanelTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final List<String> happened = new CopyOnWriteArrayList<>();
  private final FaultPanel panel =
      new FaultPanel(
          List.of(
              fault("rain", Setting.rate("0.5"), Setting.choice("kind", List.of("soft", "hard"))),
              fault("wind", Setting.duration("gust", "2s"), Setting.offset("turn", "-1s"))),
          Executors.newSingleThreadScheduledExecutor(),
          InstantSource.fixed(NOON));

  @AfterEach
  void close() {
    panel.close();
  }

  @Test
  void aFaultIsOffUntilItIsSetAndHasItsDefaults() {
    assertThat(panel.list()).extracting(FaultStatus::on).containsExactly(false, false);

    FaultStatus rain = panel.set("rain", Map.of("kind", "hard"));

    assertThat(rain.on()).isTrue();
    assertThat(rain.values()).isEqualTo(Map.of("rate", "0.5", "kind", "hard"));
    assertThat(panel.list()).extracting(FaultStatus::on).containsExactly(true, false);
    assertThat(happened).containsExactly("rain on 0.5 hard");
  }

  @Test
  void settingItAgainEndsItFirst() {
    panel.set("rain", Map.of());
    panel.set("rain", Map.of("rate", "1"));

    assertThat(happened).containsExactly("rain on 0.5 soft", "rain off", "rain on 1 soft");
  }

  @Test
  void clearingActsOnceAndAllAtOnce() {
    panel.set("rain", Map.of());
    panel.clear("rain");
    panel.clear("rain");
    panel.set("wind", Map.of());
    panel.set("rain", Map.of());
    panel.clearAll();

    assertThat(happened.subList(0, 3))
        .containsExactly("rain on 0.5 soft", "rain off", "wind on 2s -1s");
    assertThat(happened.subList(4, 6)).containsExactlyInAnyOrder("rain off", "wind off");
    assertThat(panel.list()).extracting(FaultStatus::on).containsExactly(false, false);
  }

  @Test
  void afterItsTimeItSwitchesItselfOff() {
    FaultStatus rain = panel.set("rain", Map.of("for", "20ms"));

    assertThat(rain.until()).contains(NOON.plus(Duration.ofMillis(20)));
    await().until(() -> happened.contains("rain off"));
    assertThat(panel.list().getFirst().on()).isFalse();
  }

  @Test
  void theTimeOfAnEarlierSettingDoesNotEndALaterOne() {
    panel.set("rain", Map.of("for", "50ms"));
    panel.set("rain", Map.of());
    panel.set("wind", Map.of("for", "100ms"));

    await().until(() -> happened.contains("wind off"));

    assertThat(panel.list().getFirst().on()).isTrue();
  }

  @Test
  void anUnknownNameIsAnsweredWithTheValidOnes() {
    assertRefused("snow", Map.of(), "unknown fault 'snow'; faults: rain, wind");
    assertRefused("rain", Map.of("gust", "1s"), "rain has no setting 'gust': rate, kind, for");
  }

  @Test
  void aValueThatIsNotValidIsAnsweredWithWhatIsAndChangesNothing() {
    assertRefused(
        "rain", Map.of("rate", "2"), "rate of rain must be above 0 and at most 1, not '2'");
    assertRefused(
        "rain", Map.of("rate", "0"), "rate of rain must be above 0 and at most 1, not '0'");
    assertRefused("rain", Map.of("kind", "x"), "kind of rain must be one of soft, hard, not 'x'");
    assertRefused(
        "wind",
        Map.of("gust", "-1s"),
        "gust of wind must be a time such as 250ms, 2s or 1m, not '-1s'");
    assertRefused(
        "wind",
        Map.of("turn", "soon"),
        "turn of wind must be a time such as 250ms, -250ms or 2s, not 'soon'");
    assertThat(happened).isEmpty();
  }

  private void assertRefused(String name, Map<String, String> settings, String reason) {
    assertThatExceptionOfType(FaultRefusedException.class)
        .isThrownBy(() -> panel.set(name, settings))
        .withMessage(reason);
  }

  private Fault fault(String name, Setting... settings) {
    return new Fault(
        name,
        "some weather",
        List.of(settings),
        new Switch(
            values -> happened.add(name + " on " + told(values, settings)),
            () -> happened.add(name + " off")));
  }

  private static String told(Values values, Setting... settings) {
    List<String> texts = new ArrayList<>();
    for (Setting setting : settings) {
      texts.add(values.text(setting.name()));
    }
    return String.join(" ", texts);
  }
}
