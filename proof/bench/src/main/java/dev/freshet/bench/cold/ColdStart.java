package dev.freshet.bench.cold;

import java.time.Duration;

/**
 * One cold start.
 *
 * @param init from the start of the process until it asks for an event; with a snapshot: from its
 *     restore until then
 * @param answer from then until its answer
 * @param processor the processor time of all its threads in these two: what counts where a function
 *     has a part of a processor, and on a machine that does other things
 */
record ColdStart(Duration init, Duration answer, Duration processor) {
  Duration total() {
    return init.plus(answer);
  }
}
