package dev.freshet.emulators.cloudfront.edge;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * Where the code of CloudFront Functions runs: no Java classes, no network, no files, and so many
 * instructions. Stands for CloudFront's limit on compute utilization.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-function-restrictions.html">Restrictions
 *     on CloudFront Functions</a>
 */
final class Sandbox extends ContextFactory {
  /** Far above what fits into CloudFront's millisecond, far below what a viewer would notice. */
  private static final int MOST_INSTRUCTIONS = 2_000_000;

  /** Calls within calls. */
  private static final int DEEPEST = 500;

  private static final int CHECKED_EVERY = 10_000;

  /** The function ran for too long. */
  static final class TooManyInstructionsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyInstructionsException() {
      super("more than " + MOST_INSTRUCTIONS + " instructions");
    }
  }

  private static final class Budget extends Context {
    private long used;

    Budget(ContextFactory factory) {
      super(factory);
    }
  }

  /** Made once, as that takes longer than all else in an answer from the store. */
  private final ScriptableObject standardObjects =
      call(context -> context.initSafeStandardObjects(null, true));

  /** The global object of one run. The standard objects behind it cannot be changed. */
  Scriptable sharedObjects(Context context) {
    Scriptable global = context.newObject(standardObjects);
    global.setPrototype(standardObjects);
    global.setParentScope(null);
    return global;
  }

  @Override
  protected Context makeContext() {
    Context context = new Budget(this);
    context.setLanguageVersion(Context.VERSION_ECMASCRIPT);
    context.setInterpretedMode(true);
    context.setMaximumInterpreterStackDepth(DEEPEST);
    context.setInstructionObserverThreshold(CHECKED_EVERY);
    context.setClassShutter(className -> false);
    return context;
  }

  @Override
  protected void observeInstructionCount(Context context, int count) {
    Budget budget = (Budget) context;
    budget.used += count;
    if (budget.used > MOST_INSTRUCTIONS) {
      throw new TooManyInstructionsException();
    }
  }
}
