package dev.freshet.readapi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Reads at the same time, each on a thread of its own, so that a page takes as long as its slowest
 * read. Closing it waits for all of them.
 *
 * <p>Not on virtual threads: the first reads initialise classes, which holds a carrier thread up,
 * and with a carrier per core two of them can wait for ever on a third that has none.
 */
final class ParallelReads implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("read ", 0).factory());

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
