package dev.freshet.table.governor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class InMemoryGovernorStateTest extends GovernorStateContract {
  private static final YearMonth MONTH = YearMonth.of(2026, 3);

  @Override
  GovernorState empty() {
    return new InMemoryGovernorState();
  }

  @Test
  void answersNobodyWhileItIsAway() {
    InMemoryGovernorState state = new InMemoryGovernorState();
    state.setAway(true);

    assertThatExceptionOfType(GovernorAwayException.class)
        .isThrownBy(() -> state.reserve(MONTH, 1, 1));
    assertThat(state.refusals()).isEqualTo(1);

    state.setAway(false);
    assertThat(state.reserve(MONTH, 1, 1).granted()).isEqualTo(1);
    assertThat(state.calls()).isEqualTo(2);
  }

  @Test
  void shareNothingWithTheirCopies() {
    InMemoryGovernorState state = new InMemoryGovernorState();
    InMemoryGovernorState copy = state.copy();

    state.reserve(MONTH, 1, 1);

    assertThat(copy.reserve(MONTH, 1, 1).granted()).isEqualTo(1);
  }
}
