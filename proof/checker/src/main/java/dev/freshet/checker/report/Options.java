package dev.freshet.checker.report;

import java.util.OptionalLong;

/**
 * The options of the command.
 *
 * @param steps minimum of random steps
 * @param seed of the first random episode
 * @param replay the seed of the only episode to show
 * @param traces whether to show the traces of the broken variants
 */
record Options(long steps, long seed, OptionalLong replay, boolean traces, boolean help) {
  static final String USAGE =
      """
      Usage: ./freshet check [--steps N] [--seed S] [--traces]
             ./freshet check --replay S

        --steps N   minimum number of random steps (default: 10,000,000)
        --seed S    seed of the first random episode (default: 1)
        --traces    show how each broken variant was caught
        --replay S  replay only the episode with this seed, and show its violation
      """;

  private static final long STEPS = 10_000_000;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a message of one line
   */
  static Options parse(String... arguments) {
    Options options = new Options(STEPS, 1, OptionalLong.empty(), false, false);
    for (int i = 0; i < arguments.length; i++) {
      String option = arguments[i];
      options =
          switch (option) {
            case "--steps" -> options.withSteps(number(option, arguments, ++i));
            case "--seed" -> options.withSeed(number(option, arguments, ++i));
            case "--replay" -> options.withReplay(number(option, arguments, ++i));
            case "--traces" -> options.withTraces();
            case "-h", "--help" -> options.withHelp();
            default -> throw new IllegalArgumentException("unknown option " + option);
          };
    }
    return options;
  }

  private static long number(String option, String[] arguments, int index) {
    if (index == arguments.length) {
      throw new IllegalArgumentException(option + " needs a number");
    }
    String given = arguments[index].replace("_", "").replace(",", "");
    try {
      long number = Long.parseLong(given);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new IllegalArgumentException(
        option + " must be a whole number from 0, was " + arguments[index]);
  }

  private Options withSteps(long number) {
    return new Options(number, seed, replay, traces, help);
  }

  private Options withSeed(long number) {
    return new Options(steps, number, replay, traces, help);
  }

  private Options withReplay(long number) {
    return new Options(steps, seed, OptionalLong.of(number), traces, help);
  }

  private Options withTraces() {
    return new Options(steps, seed, replay, true, help);
  }

  private Options withHelp() {
    return new Options(steps, seed, replay, traces, true);
  }
}
