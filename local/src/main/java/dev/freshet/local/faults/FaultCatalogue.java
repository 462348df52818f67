package dev.freshet.local.faults;

import dev.freshet.local.bus.BusFaults;
import dev.freshet.local.cloudfront.ApiFaults;
import dev.freshet.local.dynamodb.TableFaults;
import dev.freshet.local.functions.Functions;
import dev.freshet.servers.RedisServer;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/** Every fault that there is: the one list that programs, the control port and people read. */
public final class FaultCatalogue {

  private FaultCatalogue() {}

  /** The panel of a system that is made of these parts. */
  public static FaultPanel panel(
      BusFaults bus,
      Functions functions,
      TableFaults table,
      ApiFaults cloudFront,
      RedisServer redis,
      InstantSource clock) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("faults").factory());
    List<Fault> faults =
        Stream.of(
                new BusFaultList(bus).faults(),
                new FunctionFaultList(functions).faults(),
                new RedisFaults(redis, timer).faults(),
                new AwsFaultList(table, cloudFront).faults())
            .flatMap(List::stream)
            .toList();
    return new FaultPanel(faults, timer, clock);
  }
}
