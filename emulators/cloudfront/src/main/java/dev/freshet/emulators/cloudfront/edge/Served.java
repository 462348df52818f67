package dev.freshet.emulators.cloudfront.edge;

import java.time.Duration;
import java.util.Optional;

/**
 * An answer before it is made fit for the viewer.
 *
 * @param age how old it is, for one that comes from the store.
 */
record Served(EdgeResponse answer, Result result, Optional<Duration> age) {

  static Served fromOrigin(EdgeResponse answer) {
    return new Served(answer, answer.isError() ? Result.ERROR : Result.MISS, Optional.empty());
  }

  /** Made by a viewer-request function. */
  static Served fromFunction(EdgeResponse answer) {
    Result result = answer.isError() ? Result.ERROR : Result.FUNCTION;
    return new Served(answer, result, Optional.empty());
  }

  /** A stored error stays an error, however fast it comes. */
  static Served fromStore(StoredObject object, Duration age) {
    Result result = object.answer().isError() ? Result.ERROR : Result.HIT;
    return new Served(object.answer(), result, Optional.of(age));
  }

  static Served refreshed(StoredObject object, Duration age) {
    return new Served(object.answer(), Result.REFRESH_HIT, Optional.of(age));
  }
}
