package dev.freshet.viewcache.redis;

/** Where one Redis server listens. */
record NodeAddress(String host, int port) {

  /** Host and port, as they stand in an error or a log. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
