package dev.freshet.readapi;

import dev.freshet.domain.View;
import dev.freshet.lambda.http.Access;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.viewcache.ViewCache;

/** The function of one view, defined by its {@link UserView}. */
abstract class ViewFunction extends ApiFunction implements AutoCloseable {
  private final ViewCache cache;

  /** A function for signed-in users, of a view without a query. */
  ViewFunction(ReadParts parts, View view, UserView.UserLoader loader) {
    this(parts, UserView.of(view, _ -> UserView.Page.ofUser("", loader)));
  }

  /** A function for signed-in users. */
  ViewFunction(ReadParts parts, UserView view) {
    this(parts, Access.SIGNED_IN, view);
  }

  ViewFunction(ReadParts parts, Access access, UserView view) {
    super(parts.settings(), parts.clock(), access, new ViewEndpoint(parts, view));
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
