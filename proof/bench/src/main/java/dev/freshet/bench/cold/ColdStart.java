package dev.freshet.bench.cold;

import java.time.Duration;

/**
 * One cold start.
 *
 * @param init from the start of the process, or the restore of a snapshot, until it requests an
 *     event
 * @param answer from then until its answer
 * @param processor processor time of all its threads in these two, which matters for a function
 *     with a fraction of a processor
 */
record ColdStart(Duration init, Duration answer, Duration processor) {
  Duration total() {
    return init.plus(answer);
  }
}
