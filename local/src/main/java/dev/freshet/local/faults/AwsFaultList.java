package dev.freshet.local.faults;

import dev.freshet.emulators.cloudfront.api.ApiFaults;
import dev.freshet.local.dynamodb.TableCall;
import dev.freshet.local.dynamodb.TableFaults;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** What may happen to calls of DynamoDB and of CloudFront. */
final class AwsFaultList {
  private static final Setting OPERATIONS =
      Setting.choice("operations", List.of("all", "reads", "writes"));

  private final TableFaults table;
  private final ApiFaults cloudFront;

  AwsFaultList(TableFaults table, ApiFaults cloudFront) {
    this.table = table;
    this.cloudFront = cloudFront;
  }

  List<Fault> faults() {
    return List.of(
        new Fault(
            "table-throttled",
            "DynamoDB throttles calls",
            List.of(Setting.rate("0.5"), OPERATIONS),
            new Switch(v -> table.throttle(some(v)), () -> table.throttle(_ -> false))),
        new Fault(
            "table-slow",
            "DynamoDB's answers are delayed",
            List.of(Setting.rate("0.5"), OPERATIONS, Setting.duration("by", "500ms")),
            new Switch(
                v -> table.delay(some(v), v.duration("by")),
                () -> table.delay(_ -> false, Duration.ZERO))),
        new Fault(
            "cloudfront-throttled",
            "CreateInvalidation is throttled",
            List.of(Setting.rate("1")),
            new Switch(v -> cloudFront.throttle(v.rate()), () -> cloudFront.throttle(0))),
        new Fault(
            "cloudfront-failing",
            "CreateInvalidation fails with an internal error",
            List.of(Setting.rate("1")),
            new Switch(v -> cloudFront.fail(v.rate()), () -> cloudFront.fail(0))),
        new Fault(
            "cloudfront-slow",
            "CreateInvalidation's answers are delayed",
            List.of(Setting.duration("by", "2s")),
            new Switch(
                v -> cloudFront.slowBy(v.duration("by")), () -> cloudFront.slowBy(Duration.ZERO))),
        new Fault(
            "cloudfront-purge-delayed",
            "an accepted invalidation reaches the edge locations one by one, the last after a time",
            List.of(Setting.duration("by", "5s")),
            new Switch(
                v -> cloudFront.purgesTake(v.duration("by")),
                () -> cloudFront.purgesTake(Duration.ZERO))));
  }

  private static Predicate<TableCall> some(Values values) {
    double rate = values.rate();
    Predicate<TableCall> meant =
        switch (values.text(OPERATIONS.name())) {
          case "reads" -> TableCall::reads;
          case "writes" -> call -> !call.reads();
          default -> _ -> true;
        };
    return meant.and(_ -> ThreadLocalRandom.current().nextDouble() < rate);
  }
}
