package dev.freshet.bench.pipeline;

import dev.freshet.bench.pipeline.ChangePath.Pass;
import dev.freshet.bench.report.Chart;
import dev.freshet.bench.report.Chart.Bar;
import dev.freshet.bench.report.Grid;
import dev.freshet.bench.report.Grid.Column;
import dev.freshet.bench.report.Section;
import dev.freshet.bench.report.Unit;
import dev.freshet.servers.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Changes per second of the path, by batch size and number of owners. */
public final class PipelineSection {
  private static final int BATCH_SIZE = 100;
  private static final List<Integer> BATCH_SIZES = List.of(1, 10, 100, 1_000);
  private static final List<Integer> OWNERS = List.of(1, 10, 100, 1_000);
  private static final int WARM_UP_ROUNDS = 3;

  private final ChangePath path;
  private final int records;
  private final Consumer<String> progress;
  private int rounds;

  private PipelineSection(ChangePath path, int records, Consumer<String> progress) {
    this.path = path;
    this.records = records;
    this.progress = progress;
  }

  public static Section of(boolean quick, Consumer<String> progress) throws Exception {
    try (RedisServer redis = RedisServer.start();
        ChangePath path = new ChangePath(redis)) {
      return new PipelineSection(path, quick ? 3_000 : 30_000, progress).run();
    }
  }

  private Section run() throws Exception {
    for (int round = 1; round <= WARM_UP_ROUNDS; round++) {
      var _ = pass("warming up", BATCH_SIZE, records);
    }
    Grid.Builder grid =
        Grid.of(
            "Records of the stream through publisher, dispatcher and evictor",
            "batch size, owners",
            new Column("records", Unit.PER_SECOND),
            new Column("messages", Unit.COUNT),
            new Column("processor", Unit.MICROS),
            new Column("Redis", Unit.MICROS),
            new Column("repeated", Unit.COUNT));
    List<Bar> bars = new ArrayList<>();
    for (int size : BATCH_SIZES) {
      row(grid, bars, "batches of " + count(size) + ", each record another user", size, records);
    }
    for (int owners : OWNERS) {
      String users = owners == 1 ? "one user" : count(owners) + " users";
      row(grid, bars, "batches of " + BATCH_SIZE + ", " + users, BATCH_SIZE, owners);
    }
    return section(grid.build(), bars);
  }

  private void row(Grid.Builder grid, List<Bar> bars, String label, int batchSize, int owners)
      throws Exception {
    Pass pass = pass(label, batchSize, owners);
    grid.row(
        label,
        pass.perSecond(),
        pass.messages(),
        pass.ownMicros(),
        pass.redisMicros(),
        pass.repeated());
    bars.add(new Bar(label, pass.perSecond(), true));
  }

  private Pass pass(String label, int batchSize, int owners) throws Exception {
    progress.accept("pipeline: " + label);
    rounds++;
    return path.run(new StreamBatches("r" + rounds, batchSize, owners).of(records), batchSize);
  }

  private Section section(Grid grid, List<Bar> bars) {
    return new Section(
        "The path of changes",
        String.format(
            Locale.ROOT,
            "%,d renames for each row, from the stream's bytes to Redis' reply and the message for"
                + " the purge queue, with the deployed functions in this process. Stand-ins for bus,"
                + " queue and Lambda share it; each call and each invocation goes over HTTP. Changes"
                + " of one user in a batch are one event, and ten events are one message.",
            records),
        List.of(),
        List.of(),
        List.of(new Chart.Bars("Records a second", Unit.PER_SECOND, false, bars)),
        List.of(grid));
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
