package dev.freshet.bench.latency;

import com.sun.management.ThreadMXBean;
import dev.freshet.bench.Processors;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Calls over several connections for some time.
 *
 * @param connections each with a thread of its own
 */
record Load(int connections, Duration length) {
  /** About as late as sleeps end. */
  private static final long SPUN = 60_000;

  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  /** A closed loop: each connection sends calls one after another. */
  Timing asFastAsPossible(Call.Maker maker) throws Exception {
    long end = System.nanoTime() + length.toNanos();
    return run(
        maker,
        (call, histogram) -> {
          while (System.nanoTime() < end) {
            call.prepare();
            long began = System.nanoTime();
            if (call.run()) {
              histogram.recordValue(System.nanoTime() - began);
            }
          }
        });
  }

  /**
   * An open loop: calls at fixed times, independent of earlier answers. Each is timed from its
   * scheduled time, so that a pause counts for every delayed call.
   */
  Timing at(double callsPerSecond, Call.Maker maker) throws Exception {
    AtomicLong next = new AtomicLong();
    long began = System.nanoTime();
    long calls = (long) (length.toNanos() / 1e9 * callsPerSecond);
    return run(
        maker,
        (call, histogram) -> {
          for (long i = next.getAndIncrement(); i < calls; i = next.getAndIncrement()) {
            long due = began + (long) (i * 1e9 / callsPerSecond);
            call.prepare();
            await(due);
            if (call.run()) {
              histogram.recordValue(System.nanoTime() - due);
            }
          }
        });
  }

  private static void await(long due) {
    long left = due - System.nanoTime();
    while (left > 0) {
      if (left > SPUN) {
        LockSupport.parkNanos(left - SPUN);
      } else {
        Thread.onSpinWait();
      }
      left = due - System.nanoTime();
    }
  }

  private interface Connection {
    void run(Call call, Histogram histogram) throws Exception;
  }

  private Timing run(Call.Maker maker, Connection connection) throws Exception {
    Histogram all = Timing.histogram();
    Processors before = Processors.used();
    long allocated = 0;
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<Part>> parts = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        Call call = maker.make();
        parts.add(threads.submit(timed(call, connection)));
      }
      for (Future<Part> part : parts) {
        all.add(part.get().histogram());
        allocated += part.get().allocated();
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return new Timing(all, took, Processors.used().since(before), allocated);
  }

  /** The times of one connection, and the bytes allocated by its thread. */
  private record Part(Histogram histogram, long allocated) {}

  private static Callable<Part> timed(Call call, Connection connection) {
    return () -> {
      Histogram histogram = Timing.histogram();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      connection.run(call, histogram);
      return new Part(histogram, THREADS.getCurrentThreadAllocatedBytes() - before);
    };
  }
}
