package dev.freshet.invalidator.governor;

import dev.freshet.table.governor.GovernorAwayException;

/** Is told of each call that the shared state did not answer. */
public interface AwayListener {

  /**
   * The governor goes on without.
   *
   * @param call what it wanted to know or to note
   */
  void away(String call, GovernorAwayException cause);
}
