package dev.freshet.local.system;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {

  @TempDir private Path directory;

  @Test
  void aSecondSystemIsRefusedAndToldWhichProcessHasTheDirectory() throws IOException {
    try (DataLock first = DataLock.take(directory)) {
      assertThatExceptionOfType(DataDirectoryTakenException.class)
          .as("while %s holds it", first)
          .isThrownBy(() -> DataLock.take(directory))
          .withMessage(
              "data directory %s is in use by process %d"
                  .formatted(directory, ProcessHandle.current().pid()));
    }
    DataLock.take(directory).close();
  }
}
