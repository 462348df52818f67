package dev.freshet.bench.replay;

import java.util.EnumSet;
import java.util.Set;

/**
 * What was asked for.
 *
 * @param requests of each workload at most: it lasts as many days as they take
 * @param workload how the names of the workloads begin that are to be run
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

  /** Which of Freshet's budgets the verdict is on. */
  Rival freshet() {
    return paid ? Rival.FRESHET_PAID : Rival.FRESHET;
  }

  /** Without free purges, those budgets make no sense that count on them. */
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
