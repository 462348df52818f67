package dev.freshet.table.write;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Lets several threads do the same at once. */
final class Concurrently {
  private Concurrently() {}

  /** What each of {@code count} simultaneous calls returned; the first failure is thrown. */
  static <T> List<T> call(int count, Callable<T> action) throws Exception {
    CyclicBarrier together = new CyclicBarrier(count);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> calls =
          IntStream.range(0, count)
              .<Callable<T>>mapToObj(_ ->
                  () -> {
                    together.await();
                    return action.call();
                  })
              .toList();
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    }
  }
}
