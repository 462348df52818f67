package dev.freshet.local.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * What is new, as server-sent events, for as long as the page listens.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
final class Events {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A page that has gone is noticed by a line that cannot be sent. */
  private static final long HEARTBEAT_SECONDS = 10;

  private final Feed feed;

  Events(Feed feed) {
    this.feed = feed;
  }

  /** Blocks until the page has gone, or is too far behind. */
  void send(ServerResponse response) throws InterruptedException {
    response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    try (Feed.Subscription subscription = feed.subscribe();
        OutputStream out = response.outputStream()) {
      write(out, ": connected\n\n");
      while (!subscription.isCutOff()) {
        Feed.Message message = subscription.messages().poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        write(out, message == null ? ": still here\n\n" : text(message));
      }
    } catch (IOException | UncheckedIOException gone) {
      // the page was closed: nothing is left to be told
    }
  }

  private static String text(Feed.Message message) throws IOException {
    return "event: "
        + message.name()
        + "\ndata: "
        + JSON.writeValueAsString(message.data())
        + "\n\n";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
