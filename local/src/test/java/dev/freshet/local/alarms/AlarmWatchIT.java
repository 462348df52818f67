package dev.freshet.local.alarms;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.emulators.cloudwatch.Alarms.Transition;
import dev.freshet.emulators.lambda.functions.Crash;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.local.system.SystemOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AlarmWatchIT {
  private static LocalSystem system;
  private static AlarmWatch watch;

  @BeforeAll
  static void start() {
    system =
        LocalSystem.start(
            SystemOptions.of(Path.of("..", "template.yaml"))
                .parameter("AlarmsPerFunction", "true"));
    watch = new AlarmWatch(system);
  }

  @AfterAll
  static void stop() {
    watch.close();
    system.close();
  }

  @Test
  void aLetterRaisesTheAlarmOfItsQueueUntilItIsGivenBack() {
    String queue = system.output("ChangeQueueUrl");
    String letters = system.output("ChangeDlqUrl");
    system.sqs().sendMessage(request -> request.queueUrl(queue).messageBody("no change"));

    awaitTransition("LettersInChangeDlq", true, Duration.ZERO);

    system.sqs().purgeQueue(request -> request.queueUrl(letters));
    awaitTransition("LettersInChangeDlq", false, Duration.ofMinutes(2));
  }

  @Test
  void aFunctionThatCrashesRaisesTheAlarmOfItsGroup() throws InterruptedException {
    String function = system.physicalName("Profile");
    system.functions().faults().crash(function, new Crash.AtStart(), 1);

    system.functions().invoke(function, "{\"httpMethod\": \"GET\"}");

    List<String> raised =
        evaluate(Duration.ZERO).stream()
            .filter(Transition::raised)
            .map(transition -> transition.alarm().name())
            .toList();
    assertThat(raised).contains("ReadsFail").doesNotContain("WritesFail");
  }

  @Test
  void whatFunctionsPrintRaisesAlarms() {
    watch.line(
        "{\"function\": \"StalenessAuditor\", \"ViewsStaleAfter30s\": 1, \"_aws\": {\"Timestamp\": "
            + system.options().now().toEpochMilli()
            + ", \"CloudWatchMetrics\": [{\"Namespace\": \"Freshet\", \"Dimensions\":"
            + " [[\"function\"]], \"Metrics\": [{\"Name\": \"ViewsStaleAfter30s\"}]}]}}");

    awaitTransition("StaleViews", true, Duration.ZERO);
  }

  private static void awaitTransition(String alarm, boolean raised, Duration later) {
    List<String> seen = new ArrayList<>();
    await()
        .atMost(30, SECONDS)
        .untilAsserted(() -> {
          evaluate(later).stream()
              .filter(transition -> transition.raised() == raised)
              .forEach(transition -> seen.add(transition.alarm().name()));
          assertThat(seen).contains(alarm);
        });
  }

  private static List<Transition> evaluate(Duration later) {
    Instant now = system.options().now().plus(later);
    return watch.evaluate(now);
  }
}
