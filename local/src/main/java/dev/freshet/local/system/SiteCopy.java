package dev.freshet.local.system;

import dev.freshet.operations.pages.PageConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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

  private final Path directory;

  private SiteCopy(Path directory) {
    this.directory = directory;
  }

  static SiteCopy of(Optional<Path> built, Map<String, String> outputs) {
    try {
      SiteCopy copy = new SiteCopy(Files.createTempDirectory("freshet-pages"));
      copy.fill(built.filter(site -> Files.isDirectory(site.resolve("app"))), outputs);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException("the pages cannot be copied", e);
    }
  }

  private void fill(Optional<Path> built, Map<String, String> outputs) throws IOException {
    Path app = Files.createDirectories(directory.resolve("app"));
    Files.writeString(app.resolve("index.html"), NOT_BUILT);
    Files.writeString(Files.createDirectory(app.resolve("ops")).resolve("index.html"), NOT_BUILT);
    if (built.isPresent()) {
      copy(built.get());
    }
    Files.writeString(directory.resolve(PageConfig.PATH), PageConfig.json(outputs));
  }

  private void copy(Path site) throws IOException {
    for (Path each : tree(site)) {
      Path target = directory.resolve(site.relativize(each).toString());
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
    return directory;
  }

  @Override
  public void close() throws IOException {
    for (Path each : tree(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.delete(each);
    }
  }
}
