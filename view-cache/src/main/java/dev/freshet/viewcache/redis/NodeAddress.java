package dev.freshet.viewcache.redis;

import io.lettuce.core.RedisURI;

/** Where one Redis server listens. */
record NodeAddress(String host, int port) {

  static NodeAddress of(RedisURI uri) {
    return new NodeAddress(uri.getHost(), uri.getPort());
  }

  /** Host and port, as they stand in an error or a log. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
