package dev.freshet.local.cli;

import dev.freshet.local.system.LocalSystem;
import java.net.URI;
import java.nio.file.Path;

/** What is printed once the system is ready. */
final class Greeting {

  private Greeting() {}

  static String text(LocalSystem system, URI console, boolean demo, Path log) {
    return "Freshet is ready: "
        + system.url()
        + "\nConsole: "
        + console
        + "\n\n"
        + (demo ? demo(system) : "")
        + rest(system, log);
  }

  private static String demo(LocalSystem system) {
    int port = system.url().getPort();
    return """
    Try it in another terminal, from this directory:

      TOKEN=$(./freshet token alice{choice})
      curl -i -H "Authorization: Bearer $TOKEN" {url}/dashboard
      curl -i -X PUT -H "Authorization: Bearer $TOKEN" -H 'If-Match: *' -H 'Content-Type: application/json' \\
           -d '{"name":"Alice Liddell","email":"alice@example.com"}' {url}/profile
      curl -i -X POST -H "Authorization: Bearer $TOKEN" -H "Idempotency-Key: $(date +%s)" \\
           -H 'Content-Type: application/json' -d '{"lines":[{"productId":"tea","quantity":2}]}' {url}/orders

    Send a GET again, and the edge answers it: X-Cache: Hit from cloudfront.
    This terminal shows the steps of each change. Users: alice, bob, olga (admin). Products: tea, coffee, cup, kettle.

    """
        .replace("{url}", system.url().toString())
        .replace("{choice}", port == UpCommand.DEFAULT_PORT ? "" : " --port " + port);
  }

  private static String rest(LocalSystem system, Path log) {
    return """
    OpenID Connect issuer: {issuer}
    Logs and metrics of the functions: {log}
    Stop with Ctrl-C.
    """
        .replace("{issuer}", system.issuer().toString())
        .replace("{log}", log.toString());
  }
}
