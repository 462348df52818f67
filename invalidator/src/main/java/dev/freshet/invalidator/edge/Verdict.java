package dev.freshet.invalidator.edge;

/** Whether the copies of one evicted view at the edge are worth a purge. Each is a metric. */
sealed interface Verdict {

  /** The name of the metric that counts it. */
  String metric();

  /** They are. */
  enum Purge implements Verdict {
    /** One may be alive, and would outlive the purge. */
    ALIVE("PurgeCopyAlive"),
    /** Redis cannot tell whether one is alive. */
    UNKNOWN("PurgeCopyUnknown");

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
    EXPIRES_SOONER("SkipExpiresSooner");

    private final String metric;

    Skip(String metric) {
      this.metric = metric;
    }

    @Override
    public String metric() {
      return metric;
    }
  }

  /** It is too early to purge: an answer read from Redis before the eviction may be on its way. */
  record Wait() implements Verdict {
    @Override
    public String metric() {
      return "WaitForAnswersInFlight";
    }
  }
}
