package dev.freshet.emulators.cloudwatch;

import java.time.Duration;
import java.util.Map;

/**
 * An alarm of the template.
 *
 * @param metrics by the ids that the formula names
 * @param periods how many periods in a row must breach; a period without data does not
 */
public record AlarmSpec(
    String name,
    String description,
    Map<String, Query> metrics,
    Formula formula,
    Duration period,
    int periods,
    double threshold) {

  /** A metric with its statistic. */
  record Query(MetricId metric, Statistic statistic) {}
}
