package dev.freshet.emulators.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets requests in that carry a key of a usage plan in {@code X-API-Key}. Each API counts by
 * itself; API Gateway adds up the requests to all stages of a plan. Thread-safe.
 */
final class ApiKeys {
  private static final String HEADER = "X-API-Key";

  private final List<UsagePlanSpec> plans;
  private final Map<String, UsageMeter> meters = new ConcurrentHashMap<>();

  ApiKeys(List<UsagePlanSpec> plans) {
    this.plans = List.copyOf(plans);
  }

  /** What the key of a request says. */
  sealed interface Decision {}

  /** It may pass. */
  record Known(String id, String value) implements Decision {
    @Override
    public String toString() {
      return "Known[" + id + "]";
    }
  }

  /** It may not, and this is the answer. */
  record Refused(ResponseType answer) implements Decision {}

  Decision decide(GatewayRequest request) {
    String value = request.headers().last(HEADER).orElse("");
    Optional<UsagePlanSpec> plan =
        plans.stream().filter(each -> each.keys().containsKey(value)).findFirst();
    return plan.isEmpty()
        ? new Refused(ResponseType.INVALID_API_KEY)
        : count(plan.get(), value, request);
  }

  private Decision count(UsagePlanSpec plan, String value, GatewayRequest request) {
    UsageMeter meter = meters.computeIfAbsent(value, _ -> new UsageMeter(plan, request.at()));
    return meter
        .refusal(request.at())
        .<Decision>map(Refused::new)
        .orElseGet(() -> new Known(plan.keys().getOrDefault(value, ""), value));
  }
}
