package dev.freshet.emulators.cloudwatch;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * A metric math expression, as far as alarms here use it: {@code SUM(METRICS())}, {@code
 * MAX(METRICS())}, or a chain of products and quotients of metrics, numbers and sums of two
 * numbers, from left to right.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">Using
 *     math expressions</a>
 */
record Formula(String expression) {
  private static final Pattern TERM =
      Pattern.compile("\\s*([*/])?\\s*([a-z]\\w*|\\d+(?:\\.\\d+)?)");

  private static final Pattern SUM = Pattern.compile("\\((\\d+) \\+ (\\d+)\\)");

  Formula {
    expression =
        SUM.matcher(expression)
            .replaceAll(
                sum -> Long.toString(Long.parseLong(sum.group(1)) + Long.parseLong(sum.group(2))));
    if (!isSum(expression) && !isMaximum(expression) && !isChain(expression)) {
      throw new IllegalArgumentException("cannot evaluate " + expression);
    }
  }

  /** Empty if a datapoint that it needs is missing, or if it divides by zero. */
  OptionalDouble of(Map<String, OptionalDouble> metrics) {
    if (isSum(expression)) {
      return present(metrics.values()).count() == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(present(metrics.values()).sum());
    }
    return isMaximum(expression) ? present(metrics.values()).max() : chain(metrics);
  }

  private OptionalDouble chain(Map<String, OptionalDouble> metrics) {
    double result = 1;
    Matcher term = TERM.matcher(expression);
    while (term.find()) {
      OptionalDouble value = value(term.group(2), metrics);
      boolean divides = "/".equals(term.group(1));
      if (value.isEmpty() || (divides && value.getAsDouble() == 0)) {
        return OptionalDouble.empty();
      }
      result = divides ? result / value.getAsDouble() : result * value.getAsDouble();
    }
    return OptionalDouble.of(result);
  }

  private static OptionalDouble value(String name, Map<String, OptionalDouble> metrics) {
    return Character.isDigit(name.charAt(0))
        ? OptionalDouble.of(Double.parseDouble(name))
        : metrics.getOrDefault(name, OptionalDouble.empty());
  }

  private static DoubleStream present(Collection<OptionalDouble> values) {
    return values.stream().flatMapToDouble(OptionalDouble::stream);
  }

  private static boolean isSum(String expression) {
    return expression.equals("SUM(METRICS())");
  }

  private static boolean isMaximum(String expression) {
    return expression.equals("MAX(METRICS())");
  }

  private static boolean isChain(String expression) {
    return expression.matches("[a-z0-9]\\w*(\\.\\d+)?(\\s*[*/]\\s*[a-z0-9]\\w*(\\.\\d+)?)*");
  }
}
