package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Counts.Kind;
import dev.freshet.bench.report.Chart;
import dev.freshet.bench.report.Chart.Bar;
import dev.freshet.bench.report.Goal;
import dev.freshet.bench.report.Grid;
import dev.freshet.bench.report.Grid.Column;
import dev.freshet.bench.report.Section;
import dev.freshet.bench.report.Unit;
import dev.freshet.operations.cost.Prices;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The reference workload against all designs. */
public final class ReferenceSection {
  private static final int USERS = 1_000;
  private static final Duration LENGTH = Duration.ofDays(10);
  private static final Duration QUICK = Duration.ofDays(1);

  private final Map<Entrant, Outcome> outcomes = new LinkedHashMap<>();
  private final Trace trace;

  private ReferenceSection(Trace trace) {
    this.trace = trace;
  }

  /**
   * Replays it.
   *
   * @param quick one day instead of ten
   * @param progress receives messages
   */
  public static Section of(long seed, boolean quick, Consumer<String> progress) {
    Duration length = quick ? QUICK : LENGTH;
    return of(new Reference(USERS).trace(length, seed), Prices.load(), progress);
  }

  static Section of(Trace trace, Prices prices, Consumer<String> progress) {
    ReferenceSection section = new ReferenceSection(trace);
    for (Entrant entrant : Entrant.ALL) {
      progress.accept("replay: " + entrant.label());
      section.outcomes.put(entrant, Replay.run(trace, prices, entrant.design()));
    }
    return section.section();
  }

  private Section section() {
    return new Section(
        "The reference workload beside the rival designs",
        String.format(
            Locale.ROOT,
            "%,d requests and writes of %,d users in %d days of virtual time, replayed against each"
                + " design with the deployed protocol classes. Staleness is judged answer by answer,"
                + " from the commit that the answer does not show.",
            trace.events().size(),
            USERS,
            trace.length().toDays()),
        findings(),
        goals(),
        List.of(
            bars("Reads served by edge or Redis", Unit.PERCENT, false, o -> 100 * cached(o)),
            bars(
                "Dollars per million requests",
                Unit.DOLLARS,
                true,
                ReferenceSection::dollarsAMillion),
            bars(
                "Stale answers per million requests",
                Unit.COUNT,
                true,
                o -> 1e6 * o.staleness().count() / requests(o)),
            bars(
                "Oldest stale answer, since its commit",
                Unit.SECONDS,
                true,
                o -> o.staleness().most() / 1e3)),
        grids());
  }

  private Chart bars(
      String title, Unit unit, boolean logarithmic, ToDoubleFunction<Outcome> value) {
    return new Chart.Bars(
        title,
        unit,
        logarithmic,
        outcomes.entrySet().stream()
            .map(each ->
                new Bar(
                    each.getKey().label(),
                    value.applyAsDouble(each.getValue()),
                    each.getKey().isFreshet()))
            .toList());
  }

  private List<Grid> grids() {
    Measure edge = new Measure("edge", Unit.PERCENT, o -> 100 * o.edgeHits());
    Measure stale = counted("stale", o -> o.staleness().count());
    Measure ownWrites = counted("own write missing", o -> o.staleness().ownWrites());
    return List.of(
        grid(
            "Where answers come from, what they cost, and how stale they are",
            edge,
            new Measure("Redis", Unit.PERCENT, o -> 100 * (cached(o) - o.edgeHits())),
            new Measure("edge+Redis", Unit.PERCENT, o -> 100 * cached(o)),
            counted("calls", o -> o.counts().get(Kind.ORIGIN_ANSWERS)),
            counted("table loads", o -> o.counts().get(Kind.TABLE_LOADS)),
            counted("purges", Outcome::purges),
            new Measure("a million", Unit.DOLLARS, ReferenceSection::dollarsAMillion),
            stale,
            aged("oldest", Staleness.Summary::most),
            ownWrites),
        grid(
            "Stale answers by their age",
            stale,
            aged("p50", Staleness.Summary::median),
            aged("p99", Staleness.Summary::percentile99),
            aged("max", Staleness.Summary::most),
            counted("late", o -> o.staleness().late()),
            ownWrites),
        grid(
            "Dollars per million requests, by what they are paid for",
            paid("origin", Bill::origin),
            paid("purges", Bill::purges),
            paid("DynamoDB", Bill::dynamoDb),
            paid("Redis", Bill::redis),
            paid("queue", Bill::queue),
            paid("total", Bill::withQueue)));
  }

  /** One number per design. */
  private record Measure(String title, Unit unit, ToDoubleFunction<Outcome> of) {}

  private static Measure counted(String title, ToLongFunction<Outcome> count) {
    return new Measure(title, Unit.COUNT, outcome -> (double) count.applyAsLong(outcome));
  }

  private static Measure aged(String title, ToLongFunction<Staleness.Summary> millis) {
    return new Measure(
        title, Unit.SECONDS, outcome -> millis.applyAsLong(outcome.staleness()) / 1e3);
  }

  private static Measure paid(String title, ToDoubleFunction<Bill> dollars) {
    return new Measure(
        title,
        new Unit("$", 3, ""),
        outcome -> dollars.applyAsDouble(outcome.bill()) / requests(outcome) * 1e6);
  }

  private Grid grid(String caption, Measure... measures) {
    Grid.Builder grid =
        Grid.of(
            caption,
            "design",
            Stream.of(measures)
                .map(measure -> new Column(measure.title(), measure.unit()))
                .toArray(Column[]::new));
    outcomes.forEach((entrant, outcome) ->
        grid.row(
            entrant.label(),
            Stream.of(measures)
                .map(measure -> measure.of().applyAsDouble(outcome))
                .toArray(Double[]::new)));
    return grid.build();
  }

  private List<Goal> goals() {
    Outcome freshet = of(Entrant.FRESHET);
    long late =
        Entrant.ALL.stream()
            .filter(Entrant::isFreshet)
            .mapToLong(entrant -> of(entrant).staleness().late())
            .sum();
    double cheapest =
        List.of(Entrant.SHORT, Entrant.PURGE_PER_WRITE).stream()
            .mapToDouble(entrant -> of(entrant).bill().total())
            .min()
            .orElseThrow();
    return List.of(
        Goal.atLeast("Reads served by edge or Redis", 97, 100 * cached(freshet), Unit.PERCENT),
        Goal.atMost(
            "Stale answers later after the eviction than W + 4 s, or than the purge of a lease",
            0,
            (double) late,
            Unit.COUNT),
        Goal.atMost(
            "Answers without the client's own write",
            0,
            (double) freshet.staleness().ownWrites(),
            Unit.COUNT),
        Goal.atMost(
            "Dollars beside the cheapest rival of equal freshness",
            1.10,
            freshet.bill().total() / cheapest,
            Unit.TIMES));
  }

  private List<String> findings() {
    Outcome none = of(Entrant.NO_CACHE);
    Outcome ttl = of(Entrant.TTL_ONLY);
    return List.of(
        String.format(
            Locale.ROOT,
            "TTL only claims 90 %% hits, 90 %% fewer function calls and 90 %% fewer reads. Here: %.1f"
                + " %%, %.1f %% and %.1f %% fewer, with answers up to %,.0f minutes old.",
            100 * ttl.edgeHits(),
            100 * saved(none, ttl, Kind.ORIGIN_ANSWERS),
            100 * saved(none, ttl, Kind.TABLE_LOADS),
            ttl.staleness().most() / 60e3));
  }

  private static double saved(Outcome before, Outcome after, Kind kind) {
    return 1 - (double) after.counts().get(kind) / before.counts().get(kind);
  }

  private Outcome of(Entrant entrant) {
    return Objects.requireNonNull(outcomes.get(entrant), entrant.label());
  }

  private static double requests(Outcome outcome) {
    return (double) outcome.counts().get(Kind.REQUESTS);
  }

  private static double cached(Outcome outcome) {
    return (outcome.counts().get(Kind.EDGE_HITS) + outcome.counts().get(Kind.REDIS_HITS))
        / requests(outcome);
  }

  private static double dollarsAMillion(Outcome outcome) {
    return outcome.bill().withQueue() / requests(outcome) * 1e6;
  }
}
