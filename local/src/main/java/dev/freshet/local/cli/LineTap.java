package dev.freshet.local.cli;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Passes bytes on, and tells of each line once it is whole. Thread-safe. */
final class LineTap extends FilterOutputStream {
  /** A longer line is no metric, and not told. */
  private static final int LONGEST = 64 * 1024;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineTap(OutputStream out, Consumer<String> lines) {
    super(out);
    this.lines = lines;
  }

  @Override
  public synchronized void write(int octet) throws IOException {
    out.write(octet);
    add((byte) octet);
  }

  @Override
  public synchronized void write(byte[] octets, int from, int length) throws IOException {
    out.write(octets, from, length);
    for (int i = from; i < from + length; i++) {
      add(octets[i]);
    }
  }

  private void add(byte octet) {
    if (octet != '\n') {
      line.write(octet);
      return;
    }
    if (line.size() <= LONGEST) {
      lines.accept(line.toString(StandardCharsets.UTF_8));
    }
    line.reset();
  }
}
