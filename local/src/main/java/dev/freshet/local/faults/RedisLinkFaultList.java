package dev.freshet.local.faults;

import dev.freshet.local.redis.RedisLinkFaults;
import dev.freshet.local.redis.RedisProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What may happen between functions and Redis, where proxies stand there. */
final class RedisLinkFaultList {
  private static final String ALL = "all";

  private final List<RedisLinkFaults> nodes;

  /**
   * Makes the list.
   *
   * @param proxies one for each node; none: the faults are refused
   */
  RedisLinkFaultList(List<RedisProxy> proxies) {
    this.nodes = proxies.stream().map(RedisProxy::faults).toList();
  }

  List<Fault> faults() {
    return List.of(
        new Fault(
            "redis-silent",
            "Redis takes connections and commands and answers nothing; when this is cleared, it"
                + " goes on",
            List.of(Setting.choice("node", nodeNames())),
            new Switch(this::silence, () -> nodes.forEach(RedisLinkFaults::speak))),
        new Fault(
            "late-eviction",
            "evictions get no answer, their connections are reset, and they reach Redis later",
            List.of(
                Setting.rate("1"),
                Setting.duration("by", "3s"),
                Setting.duration("reset", "1500ms")),
            new Switch(
                this::delayEvictions, () -> nodes.forEach(RedisLinkFaults::clearEvictions))));
  }

  private void silence(Values values) {
    requireProxies();
    String node = values.text("node");
    if (node.equals(ALL)) {
      nodes.forEach(RedisLinkFaults::silence);
    } else {
      nodes.get(Integer.parseInt(node) - 1).silence();
    }
  }

  private void delayEvictions(Values values) {
    requireProxies();
    nodes.forEach(node ->
        node.delayEvictions(values.rate(), values.duration("by"), values.duration("reset")));
  }

  private void requireProxies() {
    if (nodes.isEmpty()) {
      throw new FaultRefusedException(
          "functions reach Redis directly: this system was started without proxies");
    }
  }

  /** {@code all}, and each node by its number from 1. */
  private List<String> nodeNames() {
    List<String> names = new ArrayList<>(List.of(ALL));
    IntStream.rangeClosed(1, nodes.size()).mapToObj(Integer::toString).forEach(names::add);
    return names;
  }
}
