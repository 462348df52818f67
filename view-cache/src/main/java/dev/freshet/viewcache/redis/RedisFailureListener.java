package dev.freshet.viewcache.redis;

/**
 * Receives the reason why Redis could not serve a call, to log it. Must be quick and must not
 * throw.
 */
@FunctionalInterface
public interface RedisFailureListener {

  /**
   * A run of calls failed, or a part of it; or a login was not renewed.
   *
   * @param script which of the three, or AUTH
   * @param cause never for clients: it names hosts
   */
  void failed(String script, Exception cause);
}
