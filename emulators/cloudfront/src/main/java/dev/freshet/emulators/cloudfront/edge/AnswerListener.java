package dev.freshet.emulators.cloudfront.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Hears of every answer to a viewer, on the thread that made it: quick, and never throwing. */
@FunctionalInterface
public interface AnswerListener {

  void answered(Answer answer);

  /**
   * An answer.
   *
   * @param target path and query, as they were sent
   * @param at when the request came
   * @param xCache what the header {@code X-Cache} says
   * @param age how old it is, for one that comes from the store
   * @param life how long the origin let the edge keep it
   * @param requestHeader a header of the request by its name
   * @param header a header of the answer by its name
   */
  record Answer(
      String method,
      String target,
      int status,
      Instant at,
      Duration took,
      String xCache,
      Optional<Duration> age,
      Optional<Duration> life,
      Function<String, Optional<String>> requestHeader,
      Function<String, Optional<String>> header) {}
}
