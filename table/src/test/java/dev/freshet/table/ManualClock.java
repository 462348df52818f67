package dev.freshet.table;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands until a test sets it forward. */
public final class ManualClock implements InstantSource {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T10:15:30.123456Z"));

  @Override
  public Instant instant() {
    return now.get();
  }

  public void advance(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }
}
