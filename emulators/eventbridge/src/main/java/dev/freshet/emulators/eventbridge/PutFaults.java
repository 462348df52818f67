package dev.freshet.emulators.eventbridge;

import dev.freshet.emulators.eventbridge.PutResult.Refused;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Failures of {@code PutEvents} on demand: of whole calls, or of single entries. Nothing that was
 * refused is on the bus. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html">Retryable
 *     errors of an entry</a>
 */
public final class PutFaults {
  private static final Refused THROTTLED =
      new Refused("ThrottlingException", "The request was denied due to request throttling.");
  private static final Refused FAILED =
      new Refused("InternalFailure", "The request processing has failed.");

  private volatile double callRate;
  private volatile double entryRate;

  PutFaults() {}

  /** From now on this share of the calls is answered with 500 or 503. */
  public void refuseCalls(double rate) {
    callRate = rate;
  }

  /** From now on this share of the entries of calls that succeed fails. */
  public void refuseEntries(double rate) {
    entryRate = rate;
  }

  /** Ends both. */
  public void clear() {
    callRate = 0;
    entryRate = 0;
  }

  /**
   * Lets a call fail if its time has come.
   *
   * @throws RequestRefusedException 500 {@code InternalFailure} or 503 {@code ServiceUnavailable}
   */
  void befallCall() {
    if (happens(callRate)) {
      throw happens(0.5)
          ? new RequestRefusedException(500, FAILED.code(), FAILED.message())
          : new RequestRefusedException(
              503, "ServiceUnavailable", "The request has failed due to a temporary failure.");
    }
  }

  /** Why an entry is refused now; empty: it is not. */
  Optional<Refused> ofEntry() {
    if (!happens(entryRate)) {
      return Optional.empty();
    }
    return Optional.of(happens(0.5) ? THROTTLED : FAILED);
  }

  private static boolean happens(double rate) {
    return ThreadLocalRandom.current().nextDouble() < rate;
  }
}
