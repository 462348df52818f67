package dev.freshet.emulators.lambda.functions;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The Lambda service of the local system: holds the functions and invokes them. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public final class Functions implements AutoCloseable {
  /** The largest event of a synchronous invocation: 6 MB. */
  static final int LARGEST_EVENT = 6 * 1024 * 1024;

  /** The largest event of an asynchronous invocation: 1 MB. */
  static final int LARGEST_ASYNC_EVENT = 1024 * 1024;

  private final Map<String, DeployedFunction> functions = new LinkedHashMap<>();
  private final List<InvocationListener> listeners = new CopyOnWriteArrayList<>();
  private final FunctionFaults faults = new FunctionFaults();
  private final Destinations destinations;
  private final AsyncInvocations queue;

  /**
   * Deploys functions; none is started before its first event.
   *
   * @param queues through which records and discarded events go to queues
   */
  public Functions(
      List<FunctionSpec> specs,
      QueueSender queues,
      FunctionSettings settings,
      InstantSource clock) {
    for (FunctionSpec spec : specs) {
      functions.put(
          spec.name(), new DeployedFunction(spec, settings.instancesPerFunction(), faults, clock));
    }
    destinations = new Destinations(queues, this::invokeAsync);
    queue = new AsyncInvocations(this::run, destinations, settings, clock);
  }

  /** Says how destinations that are event buses are reached. */
  public void connect(EventBusPort buses) {
    destinations.connect(buses);
  }

  /**
   * Invokes a function and waits for its answer, at most its timeout.
   *
   * @throws NoSuchFunctionException if no function has this name
   * @throws PayloadTooLargeException if the event exceeds 6 MB
   * @throws InterruptedException if the caller is interrupted; the function is, too
   */
  public InvokeResult invoke(String function, String event) throws InterruptedException {
    check(event, "RequestResponse", LARGEST_EVENT);
    return run(deployed(function), newId(), event);
  }

  /**
   * Queues an event for a function. It is retried after errors as the function's configuration
   * says; its end goes to the function's destinations.
   *
   * @return the id of the invocation, the same for every attempt
   * @throws NoSuchFunctionException if no function has this name
   * @throws PayloadTooLargeException if the event exceeds 1 MB
   */
  public String invokeAsync(String function, String event) {
    check(event, "Event", LARGEST_ASYNC_EVENT);
    String requestId = newId();
    queue.accept(deployed(function), requestId, event);
    return requestId;
  }

  /** What is deployed under this name. */
  public FunctionSpec spec(String function) {
    return deployed(function).spec();
  }

  /** Everything that is deployed, in the template's order. */
  public Collection<FunctionSpec> specs() {
    return functions.values().stream().map(DeployedFunction::spec).toList();
  }

  /** How many instances of a function were made so far: its cold starts. */
  public int coldStarts(String function) {
    return deployed(function).instancesMade();
  }

  /** How many asynchronous events wait, run or are about to be tried again. */
  public int asyncEventsUnderWay() {
    return queue.underWay();
  }

  /** Crashes and wrong clocks on demand. */
  public FunctionFaults faults() {
    return faults;
  }

  /** Adds a listener that hears of every invocation. */
  public void listen(InvocationListener listener) {
    listeners.add(listener);
  }

  /** Ends the queue of asynchronous events, whose waiting ones are lost, and the instances. */
  @Override
  public void close() {
    queue.close();
    functions.values().forEach(DeployedFunction::close);
  }

  private InvokeResult run(DeployedFunction function, String requestId, String event)
      throws InterruptedException {
    long start = System.nanoTime();
    InvokeResult result = function.run(requestId, event);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    listeners.forEach(listener -> listener.ended(function.spec(), event, result, took));
    return result;
  }

  private DeployedFunction deployed(String name) {
    DeployedFunction function = functions.get(name);
    if (function == null) {
      throw new NoSuchFunctionException(name);
    }
    return function;
  }

  private static void check(String event, String invocationType, int limit) {
    int size = event.getBytes(StandardCharsets.UTF_8).length;
    if (size > limit) {
      throw new PayloadTooLargeException(size, invocationType, limit);
    }
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
