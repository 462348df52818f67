package dev.freshet.emulators.cloudwatch;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Aggregates the values of a period: {@code Sum}, {@code Average}, {@code Minimum}, {@code
 * Maximum}, {@code SampleCount} or a percentile such as {@code p90}.
 */
record Statistic(String name) {
  Statistic {
    if (!name.matches("Sum|Average|Minimum|Maximum|SampleCount|p\\d{1,2}(\\.\\d+)?")) {
      throw new IllegalArgumentException("unknown statistic " + name);
    }
  }

  /** Empty if there are no values: the datapoint is missing. */
  OptionalDouble of(List<Double> values) {
    if (values.isEmpty()) {
      return OptionalDouble.empty();
    }
    var numbers = values.stream().mapToDouble(Double::doubleValue);
    return switch (name) {
      case "Sum" -> OptionalDouble.of(numbers.sum());
      case "Average" -> numbers.average();
      case "Minimum" -> numbers.min();
      case "Maximum" -> numbers.max();
      case "SampleCount" -> OptionalDouble.of(values.size());
      default -> OptionalDouble.of(percentile(numbers.sorted().toArray()));
    };
  }

  private double percentile(double[] sorted) {
    double share = Double.parseDouble(name.substring(1)) / 100;
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
