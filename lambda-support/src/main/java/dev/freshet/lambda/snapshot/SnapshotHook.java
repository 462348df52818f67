package dev.freshet.lambda.snapshot;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs before Lambda takes the snapshot from which a function's instances start. Keep it in a
 * field: the runtime holds it weakly. Without SnapStart it is never run.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Runtime
 *     hooks for Java</a>
 */
public final class SnapshotHook implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotHook.class);

  private final Runnable beforeSnapshot;

  private SnapshotHook(Runnable beforeSnapshot) {
    this.beforeSnapshot = beforeSnapshot;
  }

  /**
   * Registers what is to be run. If it fails, the snapshot is taken all the same: the function is
   * slower to answer its first request, and that is all.
   */
  public static SnapshotHook register(Runnable beforeSnapshot) {
    SnapshotHook hook = new SnapshotHook(beforeSnapshot);
    Core.getGlobalContext().register(hook);
    return hook;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      beforeSnapshot.run();
    } catch (RuntimeException failed) {
      LOG.atWarn().setCause(failed).log("preparing the snapshot failed");
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Connections are made anew by the calls that need them.
  }
}
