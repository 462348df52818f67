package dev.freshet.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The machine of the benchmarks. */
public record Machine(
    String processor, int processors, long memoryMegabytes, String system, String java) {
  /** This machine. */
  public static Machine here() {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        fact("/proc/cpuinfo", "model name", "unknown processor"),
        runtime.availableProcessors(),
        kilobytes(fact("/proc/meminfo", "MemTotal", "0 kB")) / 1_024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
  }

  /** In one line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%d × %s, %,d MB, %s, %s",
        processors,
        processor,
        memoryMegabytes,
        system,
        java);
  }

  private static long kilobytes(String text) {
    return Long.parseLong(text.replaceAll("[^0-9]", ""));
  }

  /** Reads a file of Linux. */
  private static String fact(String file, String name, String otherwise) {
    try {
      List<String> lines =
          Files.isReadable(Path.of(file)) ? Files.readAllLines(Path.of(file)) : List.of();
      return lines.stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException unreadable) {
      return otherwise;
    }
  }
}
