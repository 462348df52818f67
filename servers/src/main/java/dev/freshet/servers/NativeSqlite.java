package dev.freshet.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Lays SQLite's native library where sqlite4java looks for it: DynamoDB Local stores its tables in
 * SQLite, in memory too. The libraries of all platforms lie in this module's jar.
 */
final class NativeSqlite {
  private static final String PATH_PROPERTY = "sqlite4java.library.path";
  private static final String VERSION = "1.0.392";

  private NativeSqlite() {}

  /** Does nothing where the library's path was set by somebody else or by an earlier call. */
  static synchronized void provide() {
    if (System.getProperty(PATH_PROPERTY) == null) {
      System.setProperty(PATH_PROPERTY, unpack(fileName()).toString());
    }
  }

  private static Path unpack(String fileName) {
    try (InputStream library = NativeSqlite.class.getResourceAsStream("native/" + fileName)) {
      if (library == null) {
        throw new ServerFailedException(
            "DynamoDB Local needs SQLite, and there is no " + fileName + " for this machine");
      }
      Path directory = Files.createTempDirectory("freshet-sqlite");
      Path file = directory.resolve(fileName);
      Files.copy(library, file);
      directory.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fileName() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    if (system.contains("win")) {
      return "sqlite4java-win32-x64-" + VERSION + ".dll";
    }
    if (system.contains("mac")) {
      String suffix = architecture.equals("aarch64") ? "-aarch64" : "";
      return "libsqlite4java-osx" + suffix + "-" + VERSION + ".dylib";
    }
    return "libsqlite4java-linux-" + architecture + "-" + VERSION + ".so";
  }
}
