package dev.freshet.local.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is appended to, and renamed to {@code NAME.1} when it is full: the two together hold
 * at most twice the limit. Nothing happens to the file before the first write. Used by one thread
 * at a time.
 */
final class RotatingFile extends OutputStream {
  private final Path file;
  private final long limit;
  private OutputStream out = OutputStream.nullOutputStream();
  private long left;

  /**
   * Prepares one.
   *
   * @param limit in bytes; a single write may exceed it
   */
  RotatingFile(Path file, long limit) {
    this.file = file;
    this.limit = limit;
  }

  /** Where the file is when it was full. */
  static Path before(Path file) {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > left) {
      open(length);
    }
    out.write(bytes, offset, length);
    left -= length;
  }

  private void open(int length) throws IOException {
    out.close();
    long size = Files.exists(file) ? Files.size(file) : 0;
    if (size > 0 && size + length > limit) {
      Files.move(file, before(file), StandardCopyOption.REPLACE_EXISTING);
      size = 0;
    }
    out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    left = limit - size;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
