package dev.freshet.servers;

import dev.freshet.emulators.loopback.LoopbackGuard;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Keeps foreign web pages away from DynamoDB Local, which takes a request from anywhere. */
final class GuardedHandler extends Handler.Wrapper {
  private final LoopbackGuard guard = new LoopbackGuard();

  GuardedHandler(Handler handler) {
    super(handler);
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
