package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.api.ApiFaults;
import dev.freshet.emulators.cloudfront.api.CloudFrontApi;
import dev.freshet.emulators.cloudfront.api.InvalidationListener;
import dev.freshet.emulators.cloudfront.api.Invalidations;
import dev.freshet.emulators.cloudfront.api.Propagation;
import dev.freshet.emulators.cloudfront.api.Purger;
import dev.freshet.emulators.cloudfront.distribution.Distribution;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A distribution at work: an HTTP server for viewers in front of an origin, and the CloudFront API
 * to invalidate with. Thread-safe.
 */
public final class Edge implements AutoCloseable {
  /**
   * A request header by which a viewer chooses the point of presence: its number, from 0. Without
   * it they take turns. The edge removes it, as it does all headers that start so.
   */
  public static final String POP_HEADER = "X-Edge-Pop";

  private final List<PointOfPresence> pointsOfPresence;
  private final Optional<Store> regional;
  private final AtomicInteger turn = new AtomicInteger();
  private final Counters counters = new Counters();
  private final List<AnswerListener> listeners = new CopyOnWriteArrayList<>();
  private final Origins origins;
  private final Invalidations invalidations;
  private final ApiFaults faults = new ApiFaults();
  private final EdgeServer server;
  private final CloudFrontApi api;
  private final String bindAddress;
  private volatile boolean closed;

  private Edge(Distribution distribution, EdgeOptions options) {
    this.origins = new Origins(options.origins, options.originResponseTimeout);
    this.regional =
        options.regionalCache
            ? Optional.of(new Store(options.storeBytes, options.inFlightAtPurge))
            : Optional.empty();
    this.pointsOfPresence = locations(distribution, options);
    this.invalidations = new Invalidations(distribution, propagation(options), options.clock);
    this.bindAddress = options.bindAddress;
    InetAddress address = address(bindAddress);
    this.server = new EdgeServer(address, options.port, this::answer);
    this.api = new CloudFrontApi(distribution, invalidations, faults, address, options.apiPort);
  }

  /**
   * Starts both servers.
   *
   * @throws IllegalArgumentException if a function of the distribution cannot be run.
   */
  public static Edge start(Distribution distribution, EdgeOptions options) {
    return new Edge(distribution, options);
  }

  private List<PointOfPresence> locations(Distribution distribution, EdgeOptions options) {
    ViewerFunctions functions = new ViewerFunctions(distribution);
    Optional<ObjectCache> between =
        regional.map(store -> new ObjectCache(distribution, store, options.clock));
    return IntStream.range(0, options.pointsOfPresence)
        .mapToObj(number ->
            new PointOfPresence(
                "LOC" + (50 + number) + "-P1",
                distribution,
                new Store(options.storeBytes, options.inFlightAtPurge),
                between,
                functions,
                origins,
                options.clock,
                counters,
                listeners))
        .toList();
  }

  private Propagation propagation(EdgeOptions options) {
    List<Purger> purgers =
        Stream.concat(
                pointsOfPresence.stream()
                    .map(each -> (Purger) items -> each.purge(new Purge(items))),
                regional.stream().map(store -> (Purger) items -> store.purge(new Purge(items))))
            .toList();
    return new Propagation(
        purgers, options.later.orElse(this::afterwards), options.invalidationDelay, faults);
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException("no such address: " + text, unknown);
    }
  }

  private void afterwards(Duration delay, Runnable task) {
    CompletableFuture.delayedExecutor(
            delay.toNanos(), TimeUnit.NANOSECONDS, Thread::startVirtualThread)
        .execute(() -> runUnlessClosed(task));
  }

  private void runUnlessClosed(Runnable task) {
    if (!closed) {
      task.run();
    }
  }

  private EdgeResponse answer(ViewerRequest request) {
    int number =
        request
            .headers()
            .first(POP_HEADER)
            .filter(text -> text.matches("[0-9]{1,4}"))
            .map(Integer::parseInt)
            .orElseGet(turn::getAndIncrement);
    return pointsOfPresence.get(Math.floorMod(number, pointsOfPresence.size())).answer(request);
  }

  /** Where viewers reach the distribution: at the address that it is bound to. */
  public URI url() {
    return URI.create("http://" + bindAddress + ":" + server.port());
  }

  /** What an SDK's CloudFront client on this machine takes as its endpoint. */
  public URI cloudFrontEndpoint() {
    return api.endpoint();
  }

  /** To hear of invalidations when they have taken effect everywhere. */
  public void onInvalidated(InvalidationListener listener) {
    invalidations.onCompleted(listener);
  }

  /** To hear of every answer to a viewer. */
  public void onAnswered(AnswerListener listener) {
    listeners.add(listener);
  }

  /** What the edge locations have now, expired objects among it. */
  public List<EdgeCopy> copies() {
    return pointsOfPresence.stream().flatMap(each -> each.copies().stream()).toList();
  }

  /** Faults of the CloudFront API. */
  public ApiFaults faults() {
    return faults;
  }

  public EdgeCounters counters() {
    long objects = pointsOfPresence.stream().mapToLong(PointOfPresence::objects).sum();
    return counters.read(objects, invalidations.completedCount());
  }

  @Override
  public void close() {
    closed = true;
    server.close();
    api.close();
    origins.close();
  }
}
