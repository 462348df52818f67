package dev.freshet.local.faults;

import dev.freshet.emulators.cloudfront.api.ApiFaults;
import dev.freshet.emulators.eventbridge.BusFaults;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.local.dynamodb.TableFaults;
import dev.freshet.local.queues.QueueFaults;
import dev.freshet.local.redis.RedisProxy;
import dev.freshet.servers.RedisServer;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a system in which something can go wrong.
 *
 * @param redis the server that functions use
 * @param redisProxies what stands before the nodes of Redis; none: nothing does
 * @param queues what stands before the queues; empty: nothing does
 * @param queueNames the queues' names in the template
 */
public record FaultyParts(
    BusFaults bus,
    Functions functions,
    TableFaults table,
    ApiFaults cloudFront,
    RedisServer redis,
    List<RedisProxy> redisProxies,
    Optional<QueueFaults> queues,
    List<String> queueNames) {

  public FaultyParts {
    redisProxies = List.copyOf(redisProxies);
    queueNames = List.copyOf(queueNames);
  }
}
