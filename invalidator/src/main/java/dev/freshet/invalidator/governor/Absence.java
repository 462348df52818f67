package dev.freshet.invalidator.governor;

import java.time.Instant;
import java.util.Optional;

/** What it is worth that Redis found no edge mark, or one that says so little. */
sealed interface Absence {

  /** Redis lost nothing for as long as edge copies live: there was no other. */
  record Proven() implements Absence {}

  /**
   * Redis may have lost it.
   *
   * @param memorySince since when it has lost nothing; empty if that is not known
   */
  record LossPossible(Optional<Instant> memorySince) implements Absence {}
}
