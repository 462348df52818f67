package dev.freshet.local.cli;

import dev.freshet.emulators.cloudwatch.Alarms.Transition;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/** Prints one line per alarm that is raised or over. */
final class AlarmLines implements Consumer<Transition> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private final PrintStream out;
  private final InstantSource clock;

  AlarmLines(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void accept(Transition transition) {
    String time = TIME.format(clock.instant().atZone(ZoneId.systemDefault()));
    String name = transition.alarm().name();
    out.println(
        transition.raised()
            ? time + "  ALARM " + name + ": " + transition.alarm().description()
            : time + "  OK    " + name);
  }
}
