package dev.freshet.bench.replay;

/**
 * What was asked for.
 *
 * @param requests of each workload at most: it lasts as many days as they take
 * @param workload how the names of the workloads begin that are to be run
 */
record CostOptions(long requests, long seed, String workload) {
  static final String USAGE =
      "Usage: ./freshet bench costs [--requests N] [--seed S] [--quick] [--workload NAME]";

  /** At least a day of every workload. */
  private static final long QUICK = 200_000;

  private static final long MOST = 999_999_999;

  static CostOptions parse(String... arguments) {
    CostOptions options = new CostOptions(MOST, 1, "");
    for (int i = 0; i < arguments.length; i++) {
      options =
          switch (arguments[i]) {
            case "--quick" -> new CostOptions(QUICK, options.seed, options.workload);
            case "--requests" ->
                new CostOptions(number(arguments, ++i), options.seed, options.workload);
            case "--seed" ->
                new CostOptions(options.requests, number(arguments, ++i), options.workload);
            case "--workload" ->
                new CostOptions(options.requests, options.seed, value(arguments, ++i));
            default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
          };
    }
    return options;
  }

  private static long number(String[] arguments, int index) {
    String value = value(arguments, index);
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(arguments[index - 1] + " needs a number above zero");
    }
    return Long.parseLong(value);
  }

  private static String value(String[] arguments, int index) {
    if (index >= arguments.length) {
      throw new IllegalArgumentException(arguments[index - 1] + " needs a value");
    }
    return arguments[index];
  }
}
