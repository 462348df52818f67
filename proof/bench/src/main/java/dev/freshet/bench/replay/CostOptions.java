package dev.freshet.bench.replay;

import java.util.EnumSet;
import java.util.Set;

/**
 * The options of the command.
 *
 * @param requests maximum per workload, which determines its days
 * @param workload prefix of the names of the workloads to run
 */
record CostOptions(long requests, long seed, String workload, boolean paid) {
  static final String USAGE =
      "Usage: ./freshet bench costs [--requests N] [--seed S] [--quick] [--paid] [--workload NAME]";

  /** At least a day of every workload. */
  private static final long QUICK = 200_000;

  private static final long MOST = 999_999_999;

  static CostOptions parse(String... arguments) {
    CostOptions options = new CostOptions(MOST, 1, "", false);
    for (int i = 0; i < arguments.length; i++) {
      options =
          switch (arguments[i]) {
            case "--quick" -> new CostOptions(QUICK, options.seed, options.workload, options.paid);
            case "--requests" ->
                new CostOptions(
                    number(arguments, ++i), options.seed, options.workload, options.paid);
            case "--seed" ->
                new CostOptions(
                    options.requests, number(arguments, ++i), options.workload, options.paid);
            case "--workload" ->
                new CostOptions(
                    options.requests, options.seed, value(arguments, ++i), options.paid);
            case "--paid" ->
                new CostOptions(options.requests, options.seed, options.workload, true);
            default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
          };
    }
    return options;
  }

  /** The budget of Freshet in the verdict. */
  Rival freshet() {
    return paid ? Rival.FRESHET_PAID : Rival.FRESHET;
  }

  /** Omits the budgets with free purges if none are free. */
  Set<Rival> rivals() {
    Set<Rival> rivals = EnumSet.allOf(Rival.class);
    rivals.removeAll(
        paid
            ? EnumSet.of(Rival.FRESHET, Rival.FRESHET_FREE, Rival.FRESHET_QUICK)
            : EnumSet.of(Rival.FRESHET_PAID));
    return rivals;
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
