package dev.freshet.bench.pipeline;

import dev.freshet.bench.pipeline.Followers.Costs;
import dev.freshet.bench.report.Chart;
import dev.freshet.bench.report.Chart.Line;
import dev.freshet.bench.report.Chart.Point;
import dev.freshet.bench.report.Goal;
import dev.freshet.bench.report.Grid;
import dev.freshet.bench.report.Grid.Column;
import dev.freshet.bench.report.Section;
import dev.freshet.bench.report.Unit;
import dev.freshet.servers.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** The cost of reads and changes in Redis, from a thousand users to a million. */
public final class ScaleSection {
  private static final List<Integer> USERS = List.of(1_000, 10_000, 100_000, 1_000_000);
  private static final int QUICK = 100_000;

  /** More than the noise between two medians of a run. */
  private static final double FLAT = 1.5;

  private ScaleSection() {}

  private record Scale(int users, Costs costs) {}

  public static Section of(boolean quick, Consumer<String> progress) {
    List<Scale> scales = new ArrayList<>();
    try (RedisServer redis = RedisServer.start();
        Followers followers = new Followers(redis.uri())) {
      for (int users : USERS) {
        if (!quick || users <= QUICK) {
          progress.accept(String.format(Locale.ROOT, "scale: %,d users", users));
          followers.grow(users);
          scales.add(new Scale(users, followers.measure(quick ? 500 : 2_000)));
        }
      }
    }
    return section(scales);
  }

  private static Section section(List<Scale> scales) {
    Grid.Builder grid =
        Grid.of(
            "Redis, by the number of users, who all follow one",
            "users",
            new Column("page with card", Unit.MILLIS),
            new Column("eviction", Unit.MILLIS),
            new Column("rename", Unit.MILLIS),
            new Column("its scripts", Unit.COUNT),
            new Column("memory a user", Unit.BYTES));
    for (Scale scale : scales) {
      Costs costs = scale.costs();
      grid.row(
          String.format(Locale.ROOT, "%,d", scale.users()),
          costs.readMillis(),
          costs.evictMillis(),
          costs.renameMillis(),
          costs.scriptsByRename(),
          costs.bytes());
    }
    return new Section(
        "Users and followers",
        "Each user has a page of followed users and a card in a real Redis; all of them follow one"
            + " user. Medians over calls one at a time: the page of some user with the"
            + " followed user's card, an eviction of a user's two views, and the eviction after a"
            + " rename of the user whom all follow.",
        List.of(),
        List.of(
            flat("A page with a card", scales, Costs::readMillis),
            flat("An eviction", scales, Costs::evictMillis),
            flat("A rename of the user whom all follow", scales, Costs::renameMillis)),
        List.of(
            new Chart.Lines(
                "Milliseconds by the number of users",
                "users",
                "median",
                Unit.MILLIS,
                List.of(
                    line("page with card", scales, Costs::readMillis),
                    line("eviction", scales, Costs::evictMillis),
                    line("rename of the followed", scales, Costs::renameMillis)))),
        List.of(grid.build()));
  }

  private static Goal flat(String what, List<Scale> scales, ToDoubleFunction<Costs> cost) {
    double few = cost.applyAsDouble(scales.getFirst().costs());
    double many = cost.applyAsDouble(scales.getLast().costs());
    return Goal.atMost(
        String.format(
            Locale.ROOT, "%s with %,d users, beside 1,000", what, scales.getLast().users()),
        FLAT,
        many / few,
        Unit.TIMES);
  }

  private static Line line(String label, List<Scale> scales, ToDoubleFunction<Costs> cost) {
    return new Line(
        label,
        scales.stream()
            .map(scale -> new Point(scale.users(), cost.applyAsDouble(scale.costs())))
            .toList(),
        true);
  }
}
