package dev.freshet.lambda.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.atomic.AtomicInteger;
import org.crac.Core;
import org.junit.jupiter.api.Test;

class SnapshotHookTest {

  @Test
  void runsWhatWasRegisteredBeforeASnapshotAndNotAfterIt() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    SnapshotHook hook = SnapshotHook.register(runs::incrementAndGet);

    assertThat(runs).hasValue(0);
    hook.beforeCheckpoint(Core.getGlobalContext());
    assertThat(runs).hasValue(1);
    hook.afterRestore(Core.getGlobalContext());
    assertThat(runs).hasValue(1);
  }

  @Test
  void aFailureDoesNotPreventTheSnapshot() {
    SnapshotHook hook =
        SnapshotHook.register(() -> {
          throw new IllegalStateException("the table is unavailable");
        });

    assertThatCode(() -> hook.beforeCheckpoint(Core.getGlobalContext())).doesNotThrowAnyException();
  }
}
