package dev.freshet.bench.pipeline;

import dev.freshet.bench.pipeline.ChangePath.Pass;
import dev.freshet.servers.RedisServer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The command: stream records per second through publisher, dispatcher and evictor, each record of
 * another user.
 */
final class PipelineBench {
  private static final int BATCH_SIZE = 100;
  private static final int ROUNDS = 5;

  /** The warm-up, during which the JIT compiler uses the same processors. */
  private static final int WARM_UP_ROUNDS = 2;

  private PipelineBench() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream screen = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    try (RedisServer redis = RedisServer.start();
        ChangePath path = new ChangePath(redis)) {
      List<Double> rates = new ArrayList<>();
      for (int round = 1; round <= WARM_UP_ROUNDS + ROUNDS; round++) {
        String name = round <= WARM_UP_ROUNDS ? "warming up" : "round " + (round - WARM_UP_ROUNDS);
        List<byte[]> batches = new StreamBatches("r" + round, BATCH_SIZE, records).of(records);
        Pass pass = path.run(batches, BATCH_SIZE);
        print(screen, name, pass);
        if (round > WARM_UP_ROUNDS) {
          rates.add(pass.perSecond());
        }
      }
      rates.sort(null);
      screen.printf(
          Locale.ROOT,
          "median of %d rounds of %,d records: %,.0f records/s (%,.0f to %,.0f) on %d processors%n",
          ROUNDS,
          records,
          rates.get(ROUNDS / 2),
          rates.getFirst(),
          rates.getLast(),
          Runtime.getRuntime().availableProcessors());
    }
    System.exit(0); // Redis' client leaves threads behind
  }

  private static void print(PrintStream screen, String name, Pass pass) {
    screen.printf(
        Locale.ROOT,
        "%s: %,.0f records/s, %d messages repeated; processor time a record, µs: this process %.0f,"
            + " Redis %.0f%n",
        name,
        pass.perSecond(),
        pass.repeated(),
        pass.ownMicros(),
        pass.redisMicros());
  }
}
