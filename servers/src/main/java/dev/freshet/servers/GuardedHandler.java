package dev.freshet.servers;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Refuses requests before a handler sees them. */
final class GuardedHandler extends Handler.Wrapper {
  private final RequestGuard guard;

  GuardedHandler(RequestGuard guard, Handler handler) {
    super(handler);
    this.guard = guard;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<String> refusal =
        guard.refusal(
            request.getMethod(), name -> Optional.ofNullable(request.getHeaders().get(name)));
    if (refusal.isEmpty()) {
      return super.handle(request, response, callback);
    }
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Response.writeError(request, response, callback, 403, refusal.get());
    return true;
  }
}
