package dev.freshet.local.redis;

/** Lets threads pass while it is open. Thread-safe. */
final class Gate {
  private volatile boolean open = true;

  void open() {
    synchronized (this) {
      open = true;
      notifyAll();
    }
  }

  void close() {
    open = false;
  }

  /** Returns at once if the gate is open, else when it opens. */
  void pass() throws InterruptedException {
    if (open) {
      return;
    }
    synchronized (this) {
      while (!open) {
        wait();
      }
    }
  }
}
