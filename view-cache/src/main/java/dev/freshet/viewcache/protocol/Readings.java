package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.CacheUnavailableException;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.ViewCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Several reads in parallel: executes their steps, batches equal kinds of steps, and measures. The
 * steps of a read have a fixed order (read, discard, load, fill); each may be omitted.
 */
final class Readings {
  private final List<Reading> readings;
  private final ViewCache cache;
  private final InstantSource clock;

  Readings(List<Reading> readings, ViewCache cache, InstantSource clock) {
    this.readings = readings;
    this.cache = cache;
    this.clock = clock;
  }

  /** A read that is at such a step. */
  private record At<S extends Step>(Reading reading, S step) {}

  void carryOut(Tokens tokens, ViewLoader loader) {
    read(at(ReadStep.class), tokens);
    at(DiscardStep.class).forEach(this::discard);
    load(at(LoadStep.class), loader);
    fill(at(FillStep.class), tokens);
  }

  private <S extends Step> List<At<S>> at(Class<S> type) {
    List<At<S>> found = new ArrayList<>();
    for (Reading reading : readings) {
      if (type.isInstance(reading.next())) {
        found.add(new At<>(reading, type.cast(reading.next())));
      }
    }
    return found;
  }

  private void read(List<At<ReadStep>> reads, Tokens tokens) {
    if (reads.isEmpty()) {
      return;
    }
    Instant start = clock.instant();
    List<Lookup> found =
        cache.readAll(reads.stream().map(read -> read.step().call(tokens.fences().get())).toList());
    Instant now = clock.instant();
    for (int i = 0; i < reads.size(); i++) {
      Step then = reads.get(i).step().found(found.get(i));
      reads.get(i).reading().cached(then, Duration.between(start, now));
    }
  }

  private void discard(At<DiscardStep> at) {
    Instant start = clock.instant();
    Step then;
    try {
      cache.discard(at.step().view());
      then = at.step().discarded();
    } catch (CacheUnavailableException _) {
      then = at.step().unavailable();
    }
    at.reading().cached(then, Duration.between(start, clock.instant()));
  }

  private void load(List<At<LoadStep>> loads, ViewLoader loader) {
    if (loads.isEmpty()) {
      return;
    }
    Instant start = clock.instant();
    List<LoadedView> loaded =
        loader.load(loads.stream().map(At::reading).map(Reading::request).toList());
    Instant now = clock.instant();
    for (int i = 0; i < loads.size(); i++) {
      Step then = loads.get(i).step().loaded(loaded.get(i), start, now);
      loads.get(i).reading().loaded(then, Duration.between(start, now));
    }
  }

  private void fill(List<At<FillStep>> fills, Tokens tokens) {
    if (fills.isEmpty()) {
      return;
    }
    Instant start = clock.instant();
    List<FillResult> results =
        cache.fillAll(
            fills.stream()
                .map(At::step)
                .map(step -> step.call(tokens.generations().get()))
                .toList());
    Instant now = clock.instant();
    for (int i = 0; i < fills.size(); i++) {
      Step then = fills.get(i).step().filled(results.get(i));
      fills.get(i).reading().cached(then, Duration.between(start, now));
    }
  }
}
