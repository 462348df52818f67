package dev.freshet.emulators.lambda.sources;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A buffer of one sequence of records: filled by the shard's reader, emptied in batches by one
 * worker. The batching window and the sizes are Lambda's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html#invocation-eventsourcemapping-batching">Batching
 *     behaviour</a>
 */
final class Lane {
  /** An invocation takes 6 MB; a little is left for the envelope. */
  static final int LARGEST_BATCH = 6 * 1024 * 1024 - 1024;

  /** A reader that is this far ahead waits. */
  private static final int FULL = 10_000;

  private final int batchSize;
  private final Duration window;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<StreamItem> waiting = new ArrayDeque<>();
  private boolean working;

  Lane(int batchSize, Duration window) {
    this.batchSize = batchSize;
    this.window = window;
  }

  /** Adds records, all at once; waits while the lane is full. */
  void add(List<StreamItem> items) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.size() >= FULL) {
        changed.await();
      }
      waiting.addAll(items);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for records, then for a full batch or the end of the window, and takes the batch. */
  List<StreamItem> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty()) {
        changed.await();
      }
      gather();
      working = true;
      List<StreamItem> batch = cut();
      changed.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Says that the batch taken last is finished. */
  void done() {
    lock.lock();
    try {
      working = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until everything that was added is finished. */
  void awaitEmpty() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (working || !waiting.isEmpty()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void gather() throws InterruptedException {
    long left = window.toNanos();
    while (left > 0 && !full()) {
      left = changed.awaitNanos(left);
    }
  }

  private boolean full() {
    return waiting.size() >= batchSize
        || waiting.stream().mapToLong(StreamItem::bytes).sum() >= LARGEST_BATCH;
  }

  private List<StreamItem> cut() {
    List<StreamItem> batch = new ArrayList<>();
    long bytes = 0;
    while (!waiting.isEmpty() && batch.size() < batchSize) {
      bytes += waiting.getFirst().bytes();
      if (!batch.isEmpty() && bytes > LARGEST_BATCH) {
        break;
      }
      batch.add(waiting.removeFirst());
    }
    return batch;
  }
}
