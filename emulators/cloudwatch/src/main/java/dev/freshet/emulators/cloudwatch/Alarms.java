package dev.freshet.emulators.cloudwatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Alarms and their states, which begin as OK. An alarm is raised when as many periods in a row
 * breach as it says. The last of them is the present period, which has not ended, or the one
 * before: CloudWatch evaluates once a minute, this as often as it is asked, which may be too seldom
 * to see the end of each period. Not thread-safe; the store is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html">Alarm
 *     evaluation</a>
 */
public final class Alarms {
  private final Map<AlarmSpec, Boolean> raised = new LinkedHashMap<>();
  private final MetricStore store;

  /** A change of an alarm's state. */
  public record Transition(AlarmSpec alarm, boolean raised) {}

  public Alarms(List<AlarmSpec> alarms, MetricStore store) {
    alarms.forEach(alarm -> raised.put(alarm, false));
    this.store = store;
  }

  /** Evaluates all alarms, and returns those whose state is another one now. */
  public List<Transition> evaluate(Instant now) {
    List<Transition> transitions = new ArrayList<>();
    raised.replaceAll((alarm, was) -> {
      boolean is = breaches(alarm, now);
      if (is != was) {
        transitions.add(new Transition(alarm, is));
      }
      return is;
    });
    return transitions;
  }

  private boolean breaches(AlarmSpec alarm, Instant now) {
    long seconds = alarm.period().toSeconds();
    Instant begun = Instant.ofEpochSecond(now.getEpochSecond() / seconds * seconds);
    return breachesUntil(begun.plus(alarm.period()), alarm) || breachesUntil(begun, alarm);
  }

  private boolean breachesUntil(Instant last, AlarmSpec alarm) {
    Instant end = last;
    for (int i = 0; i < alarm.periods(); i++) {
      OptionalDouble value = value(alarm, end.minus(alarm.period()), end);
      if (value.isEmpty() || value.getAsDouble() <= alarm.threshold()) {
        return false;
      }
      end = end.minus(alarm.period());
    }
    return true;
  }

  private OptionalDouble value(AlarmSpec alarm, Instant from, Instant to) {
    Map<String, OptionalDouble> values = new LinkedHashMap<>();
    alarm
        .metrics()
        .forEach((id, query) ->
            values.put(id, query.statistic().of(store.between(query.metric(), from, to))));
    return alarm.formula().of(values);
  }
}
