package dev.freshet.emulators.cloudfront.edge;

import java.util.concurrent.atomic.LongAdder;

/** What the edge has done since it started. Thread-safe. */
final class Counters {
  final LongAdder requests = new LongAdder();
  final LongAdder hits = new LongAdder();
  final LongAdder refreshHits = new LongAdder();
  final LongAdder misses = new LongAdder();
  final LongAdder errors = new LongAdder();
  final LongAdder originRequests = new LongAdder();
  final LongAdder purgedObjects = new LongAdder();

  void count(Result result) {
    switch (result) {
      case HIT -> hits.increment();
      case REFRESH_HIT -> refreshHits.increment();
      case MISS -> misses.increment();
      case ERROR -> errors.increment();
      case FUNCTION -> {}
    }
  }

  EdgeCounters read(long objects, long invalidations) {
    return new EdgeCounters(
        requests.sum(),
        hits.sum(),
        refreshHits.sum(),
        misses.sum(),
        errors.sum(),
        originRequests.sum(),
        invalidations,
        purgedObjects.sum(),
        objects);
  }
}
