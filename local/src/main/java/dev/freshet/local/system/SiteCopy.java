package dev.freshet.local.system;

import dev.freshet.operations.pages.IssuerPages;
import dev.freshet.operations.pages.PageConfig;
import dev.freshet.servers.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The bucket of the pages: a directory of this system's own, with a copy of what was built and with
 * the configuration of this system. Where nothing was built, it has a page that says so.
 */
final class SiteCopy implements AutoCloseable {
  private static final String NOT_BUILT =
      """
      <!doctype html>
      <html lang="en">
      <title>Freshet</title>
      <h1>The pages are not built</h1>
      <p>The system runs, and its API answers. For the pages, install Node.js 20.19 or newer with npm, then start
      <code>./freshet up</code> again.</p>
      </html>
      """;

  private final TemporaryDirectory directory;

  private SiteCopy(TemporaryDirectory directory) {
    this.directory = directory;
  }

  static SiteCopy of(Optional<Path> built, Map<String, String> outputs, URI issuer) {
    try {
      SiteCopy copy = new SiteCopy(TemporaryDirectory.create("freshet-pages"));
      copy.fill(
          built.filter(site -> Files.isDirectory(site.resolve("app"))),
          PageConfig.json(outputs, IssuerPages.of(issuer.toString())));
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException("the pages cannot be copied", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void fill(Optional<Path> built, String config) throws IOException {
    Path app = Files.createDirectories(directory().resolve("app"));
    Files.writeString(app.resolve("index.html"), NOT_BUILT);
    Files.writeString(Files.createDirectory(app.resolve("ops")).resolve("index.html"), NOT_BUILT);
    if (built.isPresent()) {
      copy(built.get());
    }
    Files.writeString(directory().resolve(PageConfig.PATH), config);
  }

  private void copy(Path site) throws IOException {
    for (Path each : tree(site)) {
      Path target = directory().resolve(site.relativize(each).toString());
      if (Files.isDirectory(each)) {
        Files.createDirectories(target);
      } else {
        Files.write(target, Files.readAllBytes(each));
      }
    }
  }

  private static List<Path> tree(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.toList();
    }
  }

  Path directory() {
    return directory.path();
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
