package dev.freshet.local.faults;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/** The catalogue of all faults, for programs, the control port and the command line. */
public final class FaultCatalogue {

  private FaultCatalogue() {}

  /** The panel of a system that is made of these parts. */
  public static FaultPanel panel(FaultyParts parts, InstantSource clock) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("faults").factory());
    List<Fault> faults =
        Stream.of(
                new BusFaultList(parts.bus()).faults(),
                new FunctionFaultList(parts.functions()).faults(),
                new RedisFaults(parts.redis(), parts.redisProxies(), timer).faults(),
                new RedisLinkFaultList(parts.redisProxies()).faults(),
                new QueueFaultList(parts.queues(), parts.queueNames()).faults(),
                new AwsFaultList(parts.table(), parts.cloudFront()).faults())
            .flatMap(List::stream)
            .toList();
    return new FaultPanel(faults, timer, clock);
  }
}
