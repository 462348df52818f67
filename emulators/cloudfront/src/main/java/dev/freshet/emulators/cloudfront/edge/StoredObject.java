package dev.freshet.emulators.cloudfront.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * An object in the store of a point of presence.
 *
 * @param ageWhenStored what the origin's {@code Age} said.
 * @param expires when the origin is to be asked again.
 * @param staleUntil the end of the time during which it may stand in for an origin that fails.
 * @param quietUntil while the origin fails, until when it is left alone and this is served.
 */
record StoredObject(
    EdgeResponse answer,
    Set<String> tags,
    Instant stored,
    Duration ageWhenStored,
    Instant expires,
    Instant staleUntil,
    Instant quietUntil) {

  static StoredObject of(EdgeResponse answer, Set<String> tags, Duration lifetime, Instant now) {
    Instant expires = now.plus(lifetime);
    Instant staleUntil =
        CacheControl.of(answer.headers()).staleIfError().map(expires::plus).orElse(Instant.MAX);
    return new StoredObject(
        answer, tags, now, Lifetime.age(answer.headers()), expires, staleUntil, Instant.MIN);
  }

  boolean freshAt(Instant now) {
    return now.isBefore(expires) || now.isBefore(quietUntil);
  }

  /** An error is not stale content: only an object stands in for a failing origin. */
  boolean standsInAt(Instant now) {
    return !answer.isError() && now.isBefore(staleUntil);
  }

  Duration ageAt(Instant now) {
    return ageWhenStored.plus(Duration.between(stored, now));
  }

  StoredObject quietUntil(Instant end) {
    return new StoredObject(answer, tags, stored, ageWhenStored, expires, staleUntil, end);
  }

  /** Bytes, for the bound of the store. */
  int weight() {
    return answer.body().length() + answer.headers().size() + 512;
  }
}
