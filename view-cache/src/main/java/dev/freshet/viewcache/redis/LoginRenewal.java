package dev.freshet.viewcache.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * Logs an open connection in again before its server ends it. A refusal changes nothing on the
 * connection, is reported, and is tried again after a minute. Thread-safe.
 */
final class LoginRenewal {
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  private final Wire wire;
  private final RedisLogin login;
  private final InstantSource clock;
  private final RedisFailureListener failures;
  private final AtomicReference<Instant> due;

  /** For a connection that has just logged in. */
  LoginRenewal(Wire wire, RedisLogin login, InstantSource clock, RedisFailureListener failures) {
    this.wire = wire;
    this.login = login;
    this.clock = clock;
    this.failures = failures;
    this.due = new AtomicReference<>(clock.instant().plus(login.renewEvery()));
  }

  /** Sends AUTH if it is due, ahead of what is sent next. Does not wait for the reply. */
  void ifDue() {
    Instant now = clock.instant();
    Instant before = due.get();
    if (now.isBefore(before) || !due.compareAndSet(before, now.plus(RETRY_AFTER))) {
      return;
    }
    var _ =
        wire.send(
                reply -> reply,
                new CommandArguments(Command.AUTH).add(login.user()).add(login.password().get()))
            .whenComplete((_, refusal) -> {
              if (refusal == null) {
                due.set(now.plus(login.renewEvery()));
              } else {
                failures.failed("AUTH", new IllegalStateException("login not renewed", refusal));
              }
            });
  }
}
