package dev.freshet.writeapi;

import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.table.ThrottledException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What all changes have in common: when their answer says they are seen, and what they fail by.
 *
 * <p>The time in the answer is after the commit by this function's clock. It is neither unique nor
 * in the order of commits, as the clocks of two functions differ; reads do not need that (see
 * docs/adr/0015). An answer to a repeated request is given the time after the commit was found.
 */
final class WriteEndpoint implements Endpoint {

  /**
   * Instants are cut to whole milliseconds: the next one is the first that lies after the commit.
   */
  private static final Duration ROUND_UP = Duration.ofMillis(1);

  private final Endpoint change;
  private final InstantSource clock;

  /**
   * @param change returns when the table has acknowledged the commit, or throws
   */
  WriteEndpoint(Endpoint change, InstantSource clock) {
    this.change = change;
    this.clock = clock;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    try {
      ApiResponse response = change.answer(request);
      return response.withFreshAfter(clock.instant().plus(ROUND_UP));
    } catch (ThrottledException throttled) {
      request.measurements().count("TableThrottled");
      throw new ProblemException(
          ProblemType.UNAVAILABLE,
          "The table is throttled and nothing was changed. Retry in a second.");
    }
  }

  static ProblemException noSuchUser() {
    return new ProblemException(
        ProblemType.NO_ACCOUNT,
        "You have no account yet: PUT /users/current with name and email creates it.");
  }

  /** Nothing that the client could change is in the way: not a conflict with what is stored. */
  static ProblemException contended(ApiRequest request) {
    request.measurements().count("ChangesContended");
    return new ProblemException(
        ProblemType.UNAVAILABLE,
        "Concurrent changes conflicted and nothing was changed. Retry in a second.");
  }
}
