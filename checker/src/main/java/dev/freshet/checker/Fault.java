package dev.freshet.checker;

/** What goes wrong in the simulated world. */
enum Fault {
  /** A call of the cache fails, before it was carried out or after. */
  CALL,
  /** A change event arrives twice, or is put aside in a dead-letter queue until it is redriven. */
  MESSAGE,
  /** Redis drops a key for want of memory. */
  MEMORY,
  /** Redis is flushed or restarted. */
  WIPE,
  /** A read finds another owner's page. */
  FOREIGN
}
