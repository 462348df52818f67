package dev.freshet.emulators.cloudfront.edge;

/** Where the edge gets what it does not have. Thread-safe; blocks for as long as that takes. */
interface OriginServer extends AutoCloseable {
  EdgeResponse ask(OriginRequest request);

  @Override
  void close();
}
