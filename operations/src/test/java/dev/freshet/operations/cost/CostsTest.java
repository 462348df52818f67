package dev.freshet.operations.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CostsTest {
  private static final Prices PRICES = Prices.load();

  @Test
  void anIdleStackCostsWhatTheDeploymentPageSaysPlusItsMetrics() {
    assertThat(Costs.of(load(0, Map.of()), PRICES).total()).isCloseTo(9.91 + 70, within(0.01));
  }

  /** 1,000 users: 2,850,000 reads and 150,000 writes a month, of which the edge answers a half. */
  @Test
  void theOriginIsPaidForWhatTheEdgeDoesNotAnswer() {
    Load load = load(1_000, Map.of(Assumption.EDGE_SHARE, 0.5, Assumption.REDIS_SHARE, 0.8));

    assertThat(load.originAnswers()).isEqualTo(1_575_000);
    assertThat(load.loads()).isCloseTo(285_000, within(0.001));
    assertThat(dollars(load, "API Gateway")).isCloseTo(1_575_000 * 3.5e-6, within(0.001));
    assertThat(dollars(load, "DynamoDB"))
        .isCloseTo(285_000 * 5 * 0.125e-6 + 150_000 * 4 * 0.625e-6, within(0.001));
  }

  @Test
  void purgesNeverCostMoreThanTheirBudgetNorMoreThanOneForEachWrite() {
    assertThat(dollars(load(1e7, Map.of()), "CloudFront purges")).isEqualTo(45);
    assertThat(dollars(load(10, Map.of()), "CloudFront purges")).isCloseTo(2.5, within(0.001));
    assertThat(dollars(load(1e7, Map.of(Assumption.PAID_PURGES, 0.0)), "CloudFront purges"))
        .isZero();
  }

  @Test
  void theLimitWithTheGreatestShareIsReachedFirst() {
    Load load = load(100_000, Map.of(Assumption.API_LIMIT, 1e9, Assumption.LAMBDA_LIMIT, 1e9));

    assertThat(Limit.of(load, PRICES).getFirst().name()).isEqualTo("ElastiCache GB");
    assertThat(Limit.of(load, PRICES).getFirst().share()).isCloseTo(0.8, within(0.7));
  }

  private static Load load(double users, Map<Assumption, Double> assumed) {
    return new Load(users, 95, 5, assumed);
  }

  private static double dollars(Load load, String service) {
    return Costs.of(load, PRICES).lines().stream()
        .filter(line -> line.service().equals(service))
        .findFirst()
        .orElseThrow()
        .dollars();
  }
}
