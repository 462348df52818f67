package dev.freshet.local.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Holds a data directory for one system: two that write to the same tables lose writes that they
 * have acknowledged. The operating system ends the lock with the process, also if it is killed.
 */
final class DataLock implements AutoCloseable {
  private static final String FILE = "freshet.lock";

  private final FileChannel file;

  private DataLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes the lock, and writes this process's id beside it.
   *
   * @throws DataDirectoryTakenException if another system has it
   */
  static DataLock take(Path directory) {
    Path path = directory.resolve(FILE);
    try {
      Files.createDirectories(directory);
      FileChannel file =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(file) == null) {
        file.close();
        throw new DataDirectoryTakenException(directory, Files.readString(path).strip());
      }
      byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
      file.truncate(0).write(ByteBuffer.wrap(pid));
      return new DataLock(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock the data directory " + directory, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
