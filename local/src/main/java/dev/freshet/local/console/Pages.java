package dev.freshet.local.console;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The console's own page and what it loads, from the directory into which the pages are built. */
final class Pages implements HttpService {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript",
          "css", "text/css",
          "svg", "image/svg+xml",
          "woff2", "font/woff2",
          "json", "application/json");

  private static final String NOT_BUILT =
      "The pages are not built: install Node.js 20.19 or newer with npm, and start again.\n";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
          + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

  private final Path site;

  Pages(Path site) {
    this.site = site.toAbsolutePath().normalize();
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/*", this::file);
  }

  private void file(ServerRequest request, ServerResponse response) throws IOException {
    String path = request.prologue().uriPath().path().substring(1);
    Path asked = site.resolve(path).normalize();
    boolean ours = asked.startsWith(site.resolve("app")) && Files.isRegularFile(asked);
    Path file = ours ? asked : site.resolve("app").resolve("ops").resolve("index.html");
    if (!Files.isRegularFile(file)) {
      response.status(Status.NOT_FOUND_404).send(NOT_BUILT);
      return;
    }
    String name = file.getFileName().toString();
    response
        .header(
            HeaderNames.CONTENT_TYPE,
            TYPES.getOrDefault(
                name.substring(name.lastIndexOf('.') + 1), "application/octet-stream"))
        .header(HeaderNames.CACHE_CONTROL, "no-cache")
        .header(HeaderNames.create("Content-Security-Policy"), POLICY)
        .header(HeaderNames.create("X-Content-Type-Options"), "nosniff")
        .send(Files.readAllBytes(file));
  }
}
