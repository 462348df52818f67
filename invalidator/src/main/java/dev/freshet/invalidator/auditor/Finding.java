package dev.freshet.invalidator.auditor;

import dev.freshet.invalidator.auditor.ViewReader.Served;

/** The result of checking one view after a change. */
sealed interface Finding {

  /** It shows the change, or what it shows is what the table says. */
  record Fresh() implements Finding {}

  /** It differs from the table, and is younger than the change: a later change is on its way. */
  record Overtaken() implements Finding {}

  /** It could not be read. */
  record Inconclusive() implements Finding {}

  /**
   * It is older than the change, and differs from the table.
   *
   * @param expected whether the change was to show in this view
   */
  record Stale(boolean expected, Served served, Served table) implements Finding {}
}
