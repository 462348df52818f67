package dev.freshet.emulators.lambda.sources;

/**
 * How many batches of one queue may be under way. After a failed invocation the limit is half of
 * what is under way, but one at least; each batch that succeeds raises it by one, up to the most
 * that is configured. AWS documents that Lambda reduces the concurrency gradually, but no numbers.
 * Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-backoff-strategy">Backoff
 *     strategy for failed invocations</a>
 */
final class BatchSlots {
  private final int most;
  private int allowed;
  private int taken;

  BatchSlots(int most) {
    this.most = most;
    this.allowed = most;
  }

  /** Takes a slot; waits until one is free. */
  synchronized void take() throws InterruptedException {
    while (taken >= allowed) {
      wait();
    }
    taken++;
  }

  /** Gives a slot back that was not used for an invocation. */
  synchronized void giveBack() {
    taken--;
    notifyAll();
  }

  /** Gives a slot back after an invocation. */
  synchronized void giveBackAfter(QueueBatches.Outcome outcome) {
    allowed =
        switch (outcome) {
          case PROCESSED -> Math.min(most, allowed + 1);
          case BACK_OFF -> Math.max(1, Math.min(allowed, taken) / 2);
        };
    giveBack();
  }

  synchronized int allowed() {
    return allowed;
  }
}
