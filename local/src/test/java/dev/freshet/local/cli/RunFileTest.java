package dev.freshet.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
  private static final URI CONTROL = URI.create("http://127.0.0.1:1234");

  @TempDir private Path project;

  @Test
  void whatRunsIsFoundUntilItsFileIsDeleted() {
    RunFile here = new RunFile(8080, ProcessHandle.current().pid(), CONTROL);

    here.write(project);
    assertThat(RunFile.running(project)).containsExactly(here);

    here.delete(project);
    assertThat(RunFile.running(project)).isEmpty();
  }

  @Test
  void whatWasKilledIsPassedOver() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();

    new RunFile(8080, ended.pid(), CONTROL).write(project);

    assertThat(RunFile.running(project)).isEmpty();
  }

  @Test
  void nothingRunsWhereNothingEverRan() {
    assertThat(RunFile.running(project)).isEmpty();
  }
}
