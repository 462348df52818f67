package dev.freshet.readapi;

import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.viewcache.ViewCache;

/** The function of one view: the same for all but for its {@link UserView}. */
abstract class ViewFunction extends ApiFunction implements AutoCloseable {
  private final ViewCache cache;

  ViewFunction(ReadParts parts, UserView view) {
    super(parts.settings(), parts.clock(), new ViewEndpoint(parts, view));
    this.cache = parts.cache();
  }

  /** No connection outlives a snapshot. */
  @Override
  protected void beforeSnapshot() {
    super.beforeSnapshot();
    cache.disconnect();
  }

  /** Closes the connection to Redis. */
  @Override
  public void close() {
    cache.close();
  }
}
