package dev.freshet.emulators.cloudwatch;

import java.util.Map;

/**
 * Which metric: its namespace, its name and all of its dimensions. One with other dimensions, or
 * with fewer, is another metric.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Dimension">Dimensions</a>
 */
public record MetricId(String namespace, String name, Map<String, String> dimensions) {
  public MetricId {
    dimensions = Map.copyOf(dimensions);
  }
}
