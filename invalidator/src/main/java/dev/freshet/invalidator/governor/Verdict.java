package dev.freshet.invalidator.governor;

/** Whether the copies of one evicted view at the edge are worth a purge. Each is a metric. */
public sealed interface Verdict {

  /** The name of the metric that counts it. */
  String metric();

  /** They are. */
  enum Purge implements Verdict {
    /** One may be alive, and would outlive the purge. */
    ALIVE("PurgeCopyAlive"),
    /** Redis cannot tell whether one is alive. */
    UNKNOWN("PurgeCopyUnknown"),
    /** Redis has no mark of one, and may have lost it. */
    MARK_LOST("PurgeMarkLost");

    private final String metric;

    Purge(String metric) {
      this.metric = metric;
    }

    @Override
    public String metric() {
      return metric;
    }
  }

  /** They are not. */
  enum Skip implements Verdict {
    /** No answer went to the edge since the last purge. */
    NO_COPY("SkipNoCopy"),
    /** The last one expires before a purge would take effect. */
    EXPIRES_SOONER("SkipExpiresSooner"),
    /** They were purged when all answers from before the eviction had arrived. */
    PURGED_ALREADY("SkipPurgedAlready"),
    /** Redis lost marks, but the view was purged since, and has been marked without a gap. */
    PURGED_SINCE_LOSS("SkipPurgedSinceLoss"),
    /** The month's budget is spent, and they live no longer than what that allows. */
    BUDGET_SPENT("SkipBudgetSpent");

    private final String metric;

    Skip(String metric) {
      this.metric = metric;
    }

    @Override
    public String metric() {
      return metric;
    }
  }

  /** That is decided later. */
  enum Wait implements Verdict {
    /** An answer read from Redis before the eviction may be on its way. */
    ANSWERS_IN_FLIGHT("WaitForAnswersInFlight"),
    /** The budget is spent: all that is left from before goes with one purge of everything. */
    WIPE("WaitForWipe");

    private final String metric;

    Wait(String metric) {
      this.metric = metric;
    }

    @Override
    public String metric() {
      return metric;
    }
  }
}
