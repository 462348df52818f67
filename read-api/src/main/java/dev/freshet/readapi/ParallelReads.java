package dev.freshet.readapi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Reads at the same time, each on a virtual thread, so that a page takes as long as its slowest
 * read. Closing it waits for all of them.
 */
final class ParallelReads implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Begins a read.
   *
   * @return waits for its result, and throws what it threw
   */
  <T> Supplier<T> begin(Supplier<T> read) {
    CompletableFuture<T> result = CompletableFuture.supplyAsync(read, threads);
    return () -> {
      try {
        return result.join();
      } catch (CompletionException failed) {
        throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
      }
    };
  }

  @Override
  public void close() {
    threads.close();
  }
}
