package dev.freshet.checker.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.checker.model.Actions;
import dev.freshet.checker.model.Fault;
import dev.freshet.checker.model.Journal;
import dev.freshet.checker.model.Limits;
import dev.freshet.checker.model.Moves;
import dev.freshet.checker.model.Past;
import dev.freshet.checker.model.Schedule;
import dev.freshet.checker.model.Setup;
import dev.freshet.checker.model.Variant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ExhaustiveTest {

  static Setup[] tinyWorlds() {
    return new Setup[] {
      tiny("a read beside a commit", 1, 1, 1, Map.of()),
      tiny("two reads", 2, 0, 0, Map.of()),
      tiny("two commits", 0, 2, 2, Map.of()),
      tiny("a failed call", 1, 1, 1, Map.of(Fault.CALL, 1)),
      tiny("a message twice", 0, 1, 2, Map.of(Fault.MESSAGE, 1)),
      tiny("a key lost", 1, 1, 1, Map.of(Fault.MEMORY, 1)),
      tiny("a failover", 1, 1, 0, Map.of(Fault.FAILOVER, 1)),
      tiny("Redis wiped", 1, 1, 0, Map.of(Fault.WIPE, 1)),
      tiny("a purge that fails", 0, 1, 3, Map.of(Fault.PURGE, 1)).with(Past.LEASED),
      tiny("a late write", 0, 1, 3, Map.of(Fault.LATE, 1)).with(Past.LEASED),
    };
  }

  private static Setup tiny(
      String name, int reads, int commits, int horizon, Map<Fault, Integer> faults) {
    return SmallWorlds.plain(name, Math.max(1, reads), new Limits(reads, commits, horizon, faults));
  }

  /** Shows that states with equal hashes have equal continuations. */
  @ParameterizedTest
  @MethodSource("tinyWorlds")
  void countsAsManyOrdersAsThereAreWithoutRecognisingStates(Setup setup) {
    assertThat(new Exhaustive(setup, Variant.TRUE_PROTOCOL).run().interleavings())
        .isEqualTo(orders(new Schedule(setup, Variant.TRUE_PROTOCOL, new Journal(false))));
  }

  private static long orders(Schedule here) {
    Actions possible = new Actions();
    Moves.all(here, possible);
    long orders = possible.size() == 0 ? 1 : 0;
    for (int i = 0; i < possible.size(); i++) {
      Schedule next = here.copy();
      next.perform(possible.get(i));
      orders += orders(next);
    }
    return orders;
  }

  @Test
  void aCopyGoesOnAsItsOriginalDoes() {
    Journal journal = new Journal(false);
    Setup setup = SmallWorlds.all().getFirst();
    Schedule original = new Schedule(setup, Variant.TRUE_PROTOCOL, journal);
    Actions possible = new Actions();
    for (Moves.all(original, possible); possible.size() > 0; Moves.all(original, possible)) {
      Schedule copy = original.copy();
      assertThat(copy.hash()).isEqualTo(original.hash());
      long before = copy.hash();
      original.perform(possible.get(possible.size() / 2));
      assertThat(copy.hash()).isEqualTo(before);
      copy.perform(possible.get(possible.size() / 2));
      assertThat(copy.hash()).isEqualTo(original.hash());
      possible.clear();
    }
    assertThat(original.readsLeft() + original.commitsLeft()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_FENCE", "FENCE_KEPT", "INDEX_LOAD"})
  void findsWhatIsBrokenWhereTwoReadsMeetOneCommit(Variant broken) {
    Exhaustive.Result result = new Exhaustive(SmallWorlds.all().getFirst(), broken).run();
    assertThat(result.failure()).isPresent().get().extracting(Trace::violation).isNotNull();
  }
}
