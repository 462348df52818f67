package dev.freshet.bench.cold;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A function's zip, unpacked as Lambda unpacks it.
 *
 * @param directory the function's working directory
 * @param zipBytes size of the zip
 */
record FunctionPackage(Path directory, long zipBytes) {

  /** Unpacks a zip into a new directory below this one. */
  static FunctionPackage unpack(Path zip, Path below) throws IOException {
    Path directory = Files.createTempDirectory(below, "task-");
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = directory.resolve(entry.getName()).normalize();
        if (!file.startsWith(directory)) {
          throw new IOException(zip + " has an entry outside of it: " + entry.getName());
        }
        if (!entry.isDirectory()) {
          Files.createDirectories(file.getParent());
          Files.copy(in, file);
        }
      }
    }
    return new FunctionPackage(directory, Files.size(zip));
  }

  /** A package of one class of this program's class path. */
  static FunctionPackage of(Class<?> handler, Path below) throws IOException {
    Path directory = Files.createTempDirectory(below, "task-");
    String name = handler.getName().replace('.', '/') + ".class";
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    try (var in = handler.getResourceAsStream("/" + name)) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    return new FunctionPackage(directory, Files.size(file));
  }

  /** The package's jars, and one more with its classes: an AOT cache takes jars only. */
  List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    jars.add(classes());
    Path library = directory.resolve("lib");
    if (Files.isDirectory(library)) {
      try (Stream<Path> files = Files.list(library)) {
        files.sorted().forEach(jars::add);
      }
    }
    return jars;
  }

  private Path classes() throws IOException {
    Path jar = directory.resolveSibling(directory.getFileName() + "-classes.jar");
    if (Files.exists(jar)) {
      return jar;
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path name = directory.relativize(file);
        if (!name.startsWith("lib")) {
          entries.putNextEntry(new JarEntry(name.toString()));
          Files.copy(file, entries);
          entries.closeEntry();
        }
      }
    }
    return jar;
  }
}
