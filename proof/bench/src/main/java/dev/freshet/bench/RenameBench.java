package dev.freshet.bench;

import dev.freshet.domain.UserId;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.local.system.SystemOptions;
import dev.freshet.servers.DynamoDbLocal;
import dev.freshet.table.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * Alternately renames a user with ten followers and one with many on one local system, and prints
 * the cost of each rename. Arguments: number of followers (default 1,000,000), renames of each
 * (default 7).
 */
public final class RenameBench {
  private static final UserId FEW = new UserId("few");
  private static final UserId MANY = new UserId("many");
  private static final long LOOKING = Celebrity.looking();
  private static final long REPORT_EVERY = 100_000;

  private final PrintStream screen;
  private final long many;
  private final int rounds;

  private RenameBench(PrintStream screen, long many, int rounds) {
    this.screen = screen;
    this.many = many;
    this.rounds = rounds;
  }

  public static void main(String[] arguments) throws IOException {
    PrintStream screen = System.out;
    LogManager.getLogManager().reset(); // the web server tells of each of its sockets
    long many = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
    Path log = Files.createTempFile("freshet-bench-", ".log");
    screen.println("The functions' output is in " + log);
    try (PrintStream output = new PrintStream(log.toFile(), StandardCharsets.UTF_8)) {
      System.setOut(output);
      new RenameBench(screen, many, rounds).run();
    } finally {
      System.setOut(screen);
    }
    System.exit(0); // the servers' libraries leave threads behind
  }

  private void run() throws IOException {
    Path template = Path.of(System.getProperty("freshet.project", ".")).resolve("template.yaml");
    Path data = Files.createTempDirectory(roomForData(), "freshet-bench-");
    try {
      SystemOptions options =
          SystemOptions.of(template)
              .dataDirectory(data)
              .proxies(false)
              .parameter("SavedAnswersPerPaidPurge", "2");
      String table = signUp(options);
      follow(data, table);
      try (LocalSystem system = LocalSystem.start(options)) {
        measure(Celebrity.of(system, FEW), Celebrity.of(system, MANY));
      }
    } finally {
      delete(data);
    }
  }

  /** Creates the template's table, and returns its name. */
  private static String signUp(SystemOptions options) {
    try (LocalSystem system = LocalSystem.start(options)) {
      Celebrity.signUp(system.table(), FEW);
      Celebrity.signUp(system.table(), MANY);
      return system.table().name();
    }
  }

  /** Adds the crowd while the stream is off, because the cost of following is not measured. */
  private void follow(Path data, String name) {
    try (DynamoDbLocal server = DynamoDbLocal.start(data);
        DynamoDbClient client = client(server)) {
      StreamViewType view =
          client
              .describeTable(request -> request.tableName(name))
              .table()
              .streamSpecification()
              .streamViewType();
      client.updateTable(request ->
          request.tableName(name).streamSpecification(stream -> stream.streamEnabled(false)));
      Crowd crowd = new Crowd(client, new Table(client, name, Clock.systemUTC()));
      crowd.gather(MANY, many - LOOKING, this::progress);
      client.updateTable(request ->
          request
              .tableName(name)
              .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(view)));
      // With the stream on again: DynamoDB Local numbers an empty shard behind its first records.
      crowd.count(MANY, many - LOOKING);
    }
  }

  private static DynamoDbClient client(DynamoDbLocal server) {
    return DynamoDbClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")))
        .build();
  }

  /** In memory if the system has such a directory, because every write is flushed to disk. */
  private static Path roomForData() {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void progress(long written) {
    if (written % REPORT_EVERY == 0) {
      screen.printf(Locale.ROOT, "%,d followers written%n", written);
    }
  }

  private void measure(Celebrity few, Celebrity star) {
    List<Rename> ofFew = new ArrayList<>();
    List<Rename> ofMany = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      ofFew.add(few.rename(round));
      ofMany.add(star.rename(round));
    }
    report(ofFew, ofMany);
  }

  private void report(List<Rename> ofFew, List<Rename> ofMany) {
    screen.printf(Locale.ROOT, "%nRenames of each: %d; medians%n", rounds);
    screen.printf(Locale.ROOT, "%-40s %12s %12s%n", "followers", number(LOOKING), number(many));
    row("evict calls", ofFew, ofMany, rename -> rename.evictions());
    row("purged items, which are paid for", ofFew, ofMany, rename -> rename.purges());
    row("commit to Redis clear, ms", ofFew, ofMany, rename -> rename.clear().toMillis());
    row("commit to purge accepted, ms", ofFew, ofMany, rename -> rename.issued().toMillis());
    row("commit to gone from the edge, ms", ofFew, ofMany, rename -> rename.purged().toMillis());
  }

  private void row(
      String name, List<Rename> ofFew, List<Rename> ofMany, Function<Rename, Number> value) {
    screen.printf(
        Locale.ROOT, "%-40s %12s %12s%n", name, median(ofFew, value), median(ofMany, value));
  }

  private static String median(List<Rename> renames, Function<Rename, Number> value) {
    List<Long> sorted = renames.stream().map(value).map(Number::longValue).sorted().toList();
    return number(sorted.get(sorted.size() / 2));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
