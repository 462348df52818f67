package dev.freshet.checker.search;

import dev.freshet.checker.model.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Episodes of random schedules, one seed after another, on all processors. */
public final class RandomWorlds {

  /** Episodes per batch: enough for all processors, and much shorter than a second. */
  private static final int BATCH = 64;

  private final Consumer<Result> progress;

  /** Checks random worlds and reports progress after each batch of episodes. */
  public RandomWorlds(Consumer<Result> progress) {
    this.progress = progress;
  }

  /**
   * The result.
   *
   * @param taken wall-clock time
   * @param processorTime of this process on all processors, including compiler and collector
   * @param failure the first seed that violated an invariant
   */
  public record Result(
      long episodes,
      long steps,
      Duration taken,
      Duration processorTime,
      Optional<Simulation.Episode> failure) {

    public double stepsPerSecond() {
      return rate(taken);
    }

    public double stepsPerProcessorSecond() {
      return rate(processorTime);
    }

    private double rate(Duration time) {
      return time.isZero() ? 0 : steps * (double) Duration.ofSeconds(1).toNanos() / time.toNanos();
    }
  }

  /** Continues until the number of steps is reached or a seed violates an invariant. */
  public Result run(long steps, long seed) {
    Stopwatch watch = new Stopwatch();
    Result result = new Result(0, 0, Duration.ZERO, Duration.ZERO, Optional.empty());
    while (result.steps < steps && result.failure.isEmpty()) {
      result = with(result, batch(seed + result.episodes), watch);
      progress.accept(result);
    }
    return result;
  }

  private static List<Simulation.Episode> batch(long seed) {
    Simulation simulation = new Simulation(Variant.TRUE_PROTOCOL);
    return LongStream.range(seed, seed + BATCH).parallel().mapToObj(simulation::episode).toList();
  }

  private static Result with(Result before, List<Simulation.Episode> batch, Stopwatch watch) {
    return new Result(
        before.episodes + batch.size(),
        before.steps + batch.stream().mapToLong(Simulation.Episode::steps).sum(),
        watch.taken(),
        watch.processorTime(),
        batch.stream().filter(episode -> episode.failure().isPresent()).findFirst());
  }
}
