package dev.freshet.viewcache.redis;

/** Is told why Redis could not serve a call, to log it. Must be quick and must not throw. */
@FunctionalInterface
public interface RedisFailureListener {

  /**
   * A call failed and was answered by {@code Away}.
   *
   * @param script which of the three
   * @param cause never for clients: it names hosts
   */
  void failed(String script, Exception cause);
}
