package dev.freshet.viewcache.protocol;

/** Receives every decision, to count and log it. Must be quick and must not throw. */
@FunctionalInterface
public interface DecisionListener {
  void decided(Decision decision, ViewRequest request);
}
