package dev.freshet.operations.cost;

import java.util.List;

/**
 * Dollars a month for each service. List prices without discounts for volume, which begin at some
 * ten thousand dollars.
 */
public record Costs(List<Line> lines) {

  /** One service's share of the bill. */
  public record Line(String service, double dollars) {}

  public Costs {
    lines = List.copyOf(lines);
  }

  public static Costs of(Load load, Prices prices) {
    return new Costs(
        List.of(
            new Line("CloudFront", edge(load, prices)),
            new Line("CloudFront purges", purges(load, prices)),
            new Line("API Gateway", load.originAnswers() * prices.get("api-gateway.request")),
            new Line("Lambda", functions(load, prices)),
            new Line("DynamoDB", table(load, prices)),
            new Line("ElastiCache", redis(load, prices)),
            new Line("EventBridge", events(load, prices) * prices.get("eventbridge.event")),
            new Line("SQS", queues(load, prices)),
            new Line("CloudWatch", logs(load, prices)),
            new Line("X-Ray", traces(load, prices)),
            new Line("Secrets Manager", prices.get("secrets"))));
  }

  public double total() {
    return lines.stream().mapToDouble(Line::dollars).sum();
  }

  private static double edge(Load load, Prices prices) {
    double gigabytes = load.requests() * load.assume(Assumption.ANSWER_KB) / 1e6;
    return beyondFree(load.requests(), prices, "cloudfront.free-requests", "cloudfront.request")
        + beyondFree(load.requests(), prices, "cloudfront.free-functions", "cloudfront.function")
        + beyondFree(gigabytes, prices, "cloudfront.free-gigabytes", "cloudfront.gigabyte");
  }

  private static double purges(Load load, Prices prices) {
    return beyondFree(load.purges(prices), prices, "purge.free-per-month", "purge");
  }

  /** Four functions run for a change: publisher, dispatcher, evictor, invalidator. */
  private static double functions(Load load, Prices prices) {
    double calls =
        load.originAnswers() * (1 + prices.get("authorizer.share")) + 4 * load.monthlyWrites();
    double milliseconds =
        load.originReads() * load.assume(Assumption.READ_MS)
            + load.monthlyWrites() * load.assume(Assumption.WRITE_MS)
            + load.monthlyWrites() * load.assume(Assumption.CHANGE_MS);
    double authorizer =
        load.originAnswers()
            * prices.get("authorizer.share")
            * prices.get("authorizer.gigabyte-seconds");
    return calls * prices.get("lambda.request")
        + (milliseconds / 1000 + authorizer) * prices.get("lambda.gigabyte-second");
  }

  private static double table(Load load, Prices prices) {
    return load.loads() * load.assume(Assumption.READ_UNITS) * prices.readUnit()
        + load.monthlyWrites() * load.assume(Assumption.WRITE_UNITS) * prices.writeUnit()
        + beyondFree(
            load.gigabytesOfUsers(Assumption.STORED_KB),
            prices,
            "dynamodb.free-gigabytes",
            "dynamodb.gigabyte");
  }

  private static double redis(Load load, Prices prices) {
    double gigabytes =
        Math.max(prices.get("redis.least-gigabytes"), load.gigabytesOfUsers(Assumption.CACHED_KB));
    return load.scripts() * prices.script() + gigabytes * prices.get("redis.gigabyte");
  }

  /**
   * UserDataChanged and ViewsEvicted for each write, EdgeInvalidated for each purge. In a burst, up
   * to ten share an entry: that is left out.
   */
  private static double events(Load load, Prices prices) {
    return 2 * load.monthlyWrites() + load.purges(prices);
  }

  /** Each change passes ChangeQueue and PurgeQueue, unbatched. */
  private static double queues(Load load, Prices prices) {
    double requests = 2 * load.monthlyWrites() * prices.get("notice.sqs-requests");
    return prices.get("sqs.polling") + requests * prices.get("sqs.request");
  }

  private static double logs(Load load, Prices prices) {
    double lines = load.originAnswers() + load.monthlyWrites();
    return prices.get("cloudwatch.alarms")
        + prices.get("cloudwatch.metrics")
        + lines * load.assume(Assumption.LOG_KB) / 1e6 * prices.get("cloudwatch.log-gigabyte");
  }

  private static double traces(Load load, Prices prices) {
    return load.originAnswers() * load.assume(Assumption.TRACED_SHARE) * prices.get("xray.trace");
  }

  private static double beyondFree(double amount, Prices prices, String free, String price) {
    return Math.max(0, amount - prices.get(free)) * prices.get(price);
  }
}
