package dev.freshet.operations.cost;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** The costs and limits of a load, as text for a terminal. */
public final class CostText {

  private static final String DOLLARS = "  %-29s %,14.2f\n";

  private CostText() {}

  public static String of(Load load, Prices prices) {
    Formatter text = new Formatter(Locale.ROOT);
    text.format(
        "%,.0f users, each with %s reads and %s writes a day\n",
        load.users(), number(load.reads()), number(load.writes()));
    text.format("\nassumed:\n");
    for (Assumption each : Assumption.values()) {
      text.format("  %-17s %8s  %s\n", each.option(), number(load.assume(each)), each.meaning());
    }
    Costs costs = Costs.of(load, prices);
    text.format("\ndollars a month:\n");
    costs.lines().forEach(each -> text.format(DOLLARS, each.service(), each.dollars()));
    text.format(DOLLARS, "together", costs.total());
    text.format("\nlimits, the first to be reached at the head:\n");
    List<Limit> limits = Limit.of(load, prices);
    for (Limit each : limits) {
      text.format(
          "  %-29s %,14.2f of %,9.0f  %s\n", each.name(), each.used(), each.limit(), percent(each));
    }
    Limit first = limits.getFirst();
    String state = first.share() > 1 ? "is exceeded" : "is reached first";
    text.format("\n%s %s; raise: %s\n", first.name(), state, first.raise());
    return text.toString();
  }

  private static String percent(Limit limit) {
    return String.format(
        Locale.ROOT, "%,.1f %%%s", 100 * limit.share(), limit.share() > 1 ? " !" : "");
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : Double.toString(value);
  }
}
