package dev.freshet.emulators.lambda.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.functions.InvokeResult.FunctionError;
import dev.freshet.emulators.lambda.functions.InvokeResult.Success;
import dev.freshet.emulators.lambda.functions.InvokeResult.Throttled;
import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InvocationTest {
  private final FakeQueues queues = new FakeQueues();
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void openGate() {
    gate.countDown();
  }

  record Greeting(String text) {
    static Greeting of(Map<String, String> environment, InstantSource clock) {
      return new Greeting(environment.get("GREETING") + clock.instant().isAfter(Instant.EPOCH));
    }
  }

  /** A handler with types and a parameter that is made from its environment. */
  static final class Greeter implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Greeting greeting;

    Greeter(Greeting greeting) {
      this.greeting = greeting;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
      return new SQSBatchResponse(
          event.getRecords().stream()
              .map(record ->
                  new SQSBatchResponse.BatchItemFailure(greeting.text() + record.getBody()))
              .toList());
    }
  }

  /** A handler that never comes up. */
  static final class Stillborn implements RequestHandler<Object, Object> {
    Stillborn(Map<String, String> environment, InstantSource clock) {
      throw new IllegalStateException("TABLE_NAME is missing");
    }

    @Override
    public Object handleRequest(Object event, Context context) {
      return event;
    }
  }

  /** Its parent says its types. */
  static final class Child extends Parent<String> {}

  abstract static class Parent<T> implements RequestHandler<T, T> {
    @Override
    public T handleRequest(T event, Context context) {
      return event;
    }
  }

  @Nested
  class AnEvent {
    @Test
    void isReadIntoTheDeclaredTypeAndTheResultWrittenAsLambdaWritesIt() throws Exception {
      Functions functions = functions(Greeter.class, Map.of("GREETING", "hello "));

      String event = "{\"Records\":[{\"messageId\":\"1\",\"body\":\" you\"}]}";

      assertThat(payload(functions.invoke("f", event)))
          .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"hello true you\"}]}");
    }

    @Test
    void isReadByTypesThatOnlyASuperclassSays() throws Exception {
      Functions functions = functions(Child.class, Map.of());

      assertThat(payload(functions.invoke("f", "\"text\""))).isEqualTo("\"text\"");
    }

    @Test
    void aboveSixMegabytesIsRefused() {
      Functions functions = of(ScriptedFunction.silent("f"));

      assertThatExceptionOfType(PayloadTooLargeException.class)
          .isThrownBy(() -> functions.invoke("f", "\"" + "x".repeat(6 * 1024 * 1024) + "\""))
          .withMessage(
              "6291458 byte payload is too large for the RequestResponse invocation type"
                  + " (limit 6291456 bytes)");
    }

    @Test
    void forAnUnknownFunctionIsRefused() {
      Functions functions = of(ScriptedFunction.silent("f"));

      assertThatExceptionOfType(NoSuchFunctionException.class)
          .isThrownBy(() -> functions.invoke("g", "{}"));
    }

    @Test
    void comesWithItsContext() throws Exception {
      Functions functions =
          of(
              new ScriptedFunction(
                  "f",
                  (_, context) ->
                      "[\"%s\",\"%s\",%b,\"%s\"]"
                          .formatted(
                              context.getFunctionName(),
                              context.getInvokedFunctionArn(),
                              context.getRemainingTimeInMillis() > 4000,
                              context.getAwsRequestId())));

      InvokeResult result = functions.invoke("f", "{}");

      assertThat(payload(result))
          .isEqualTo(
              "[\"f\",\"arn:aws:lambda:us-east-1:000000000000:function:f\",true,\"%s\"]"
                  .formatted(result.requestId()));
    }
  }

  @Nested
  class AnError {
    @Test
    void isTheDocumentThatLambdaMakesOfAnException() throws Exception {
      Functions functions =
          of(
              new ScriptedFunction(
                  "f",
                  (_, _) -> {
                    throw new IllegalStateException("Redis is away");
                  }));

      JsonNode error = error(functions.invoke("f", "{}"));

      assertThat(error.path("errorMessage").asText()).isEqualTo("Redis is away");
      assertThat(error.path("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
      assertThat(error.path("stackTrace").isArray()).isTrue();
    }

    @Test
    void atAColdStartIsTheFunctionsErrorAndTheNextEventTriesAgain() throws Exception {
      Functions functions = functions(Stillborn.class, Map.of());

      assertThat(error(functions.invoke("f", "{}")).path("errorMessage").asText())
          .isEqualTo("TABLE_NAME is missing");
      assertThat(error(functions.invoke("f", "{}")).path("errorMessage").asText())
          .isEqualTo("TABLE_NAME is missing");
      assertThat(functions.coldStarts("f")).isZero();
    }

    @Test
    void leavesTheInstanceInUse() throws Exception {
      ScriptedFunction function =
          new ScriptedFunction(
              "f",
              (_, _) -> {
                throw new IllegalStateException("no");
              });
      Functions functions = of(function);

      functions.invoke("f", "1");
      functions.invoke("f", "2");

      assertThat(function.instances()).isOne();
    }

    @Test
    void isMadeOfAnAnswerAboveSixMegabytes() throws Exception {
      Functions functions =
          of(new ScriptedFunction("f", (_, _) -> "\"" + "x".repeat(6 * 1024 * 1024 + 200) + "\""));

      assertThat(error(functions.invoke("f", "{}")).path("errorType").asText())
          .isEqualTo("Function.ResponseSizeTooLarge");
    }
  }

  @Nested
  class ATimeout {
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final ScriptedFunction slow =
        new ScriptedFunction(
            "f",
            (event, _) -> {
              if (event.equals("\"slow\"")) {
                try {
                  gate.await();
                } catch (InterruptedException e) {
                  interrupted.set(true);
                  throw e;
                }
              }
              return event;
            });

    @Test
    void endsTheInvocationAndInterruptsTheHandler() throws Exception {
      Functions functions = timed();

      InvokeResult result = functions.invoke("f", "\"slow\"");

      assertThat(error(result).path("errorType").asText()).isEqualTo("Sandbox.Timedout");
      assertThat(error(result).path("errorMessage").asText())
          .isEqualTo(
              "RequestId: %s Error: Task timed out after 0.20 seconds"
                  .formatted(result.requestId()));
      await().untilTrue(interrupted);
    }

    @Test
    void costsTheInstance() throws Exception {
      Functions functions = timed();

      functions.invoke("f", "\"slow\"");
      assertThat(payload(functions.invoke("f", "\"quick\""))).isEqualTo("\"quick\"");

      assertThat(slow.instances()).isEqualTo(2);
      assertThat(slow.closed()).isOne();
    }

    private Functions timed() {
      return TestFunctions.of(
          queues, slow.spec(Duration.ofMillis(200), OptionalInt.empty(), AsyncSpec.DEFAULT));
    }
  }

  @Nested
  class Concurrency {
    private final ScriptedFunction waiting =
        new ScriptedFunction(
            "f",
            (event, _) -> {
              gate.await();
              return event;
            });

    @Test
    void isOneEventPerInstanceAndWarmInstancesAreUsedAgain() throws Exception {
      Functions functions = of(waiting);

      List<CompletableFuture<InvokeResult>> two =
          List.of(invoke(functions, "1"), invoke(functions, "2"));
      await().until(() -> waiting.events().size() == 2);
      gate.countDown();
      two.forEach(CompletableFuture::join);
      functions.invoke("f", "3");

      assertThat(waiting.instances()).isEqualTo(2);
      assertThat(waiting.closed()).isZero();
    }

    @Test
    void endsWithTheServiceWhichClosesEachInstance() throws Exception {
      Functions functions = of(waiting);
      List<CompletableFuture<InvokeResult>> two =
          List.of(invoke(functions, "1"), invoke(functions, "2"));
      await().until(() -> waiting.events().size() == 2);
      gate.countDown();
      two.forEach(CompletableFuture::join);

      functions.close();

      assertThat(waiting.closed()).isEqualTo(2);
    }

    @Test
    void aboveWhatIsReservedIsThrottled() throws Exception {
      Functions functions =
          TestFunctions.of(
              queues, waiting.spec(Duration.ofSeconds(5), OptionalInt.of(1), AsyncSpec.DEFAULT));

      CompletableFuture<InvokeResult> first = invoke(functions, "1");
      await().until(() -> waiting.events().size() == 1);
      InvokeResult second = functions.invoke("f", "2");
      gate.countDown();

      assertThat(second).isInstanceOf(Throttled.class);
      assertThat(payload(first.join())).isEqualTo("1");
    }

    private CompletableFuture<InvokeResult> invoke(Functions functions, String event) {
      CompletableFuture<InvokeResult> result = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(() -> {
            try {
              result.complete(functions.invoke("f", event));
            } catch (InterruptedException e) {
              result.completeExceptionally(e);
            }
          });
      return result;
    }
  }

  @Nested
  class ACrash {
    private final ScriptedFunction function = new ScriptedFunction("f", (event, _) -> event);

    @Test
    void atTheStartLeavesTheEventUnseen() throws Exception {
      Functions functions = of(function);
      functions.faults().crash("f", new Crash.AtStart(), 1);

      assertThat(error(functions.invoke("f", "1")).path("errorType").asText())
          .isEqualTo("Runtime.ExitError");
      assertThat(function.events()).isEmpty();
      assertThat(payload(functions.invoke("f", "2"))).isEqualTo("2");
    }

    @Test
    void beforeTheAnswerKeepsEveryEffect() throws Exception {
      Functions functions = of(function);
      functions.faults().crash("f", new Crash.BeforeAnswer(), 1);

      assertThat(functions.invoke("f", "1")).isInstanceOf(FunctionError.class);
      assertThat(function.events()).containsExactly("1");
      functions.invoke("f", "2");
      assertThat(function.instances()).isEqualTo(2);
      assertThat(function.closed()).isOne();
    }

    @Test
    void endsTheThreadsOfEverythingThatTheHandlerHolds() throws Exception {
      Functions functions = functions(Holding.class, Map.of());

      for (int time = 0; time < 20; time++) {
        functions.faults().crash("f", new Crash.BeforeAnswer(), 1);
        functions.invoke("f", "1");
      }

      assertThat(functions.coldStarts("f")).isEqualTo(20);
      assertThat(Holding.CLIENTS).hasSize(60).allMatch(client -> client.closed.get() == 1);
      await()
          .untilAsserted(() ->
              assertThat(Thread.getAllStackTraces().keySet())
                  .noneMatch(thread -> thread.getName().equals(Holding.THREAD)));
    }

    @Test
    void inTheMiddleInterruptsTheHandler() throws Exception {
      AtomicBoolean interrupted = new AtomicBoolean();
      Functions functions =
          of(
              new ScriptedFunction(
                  "f",
                  (event, _) -> {
                    try {
                      gate.await();
                    } catch (InterruptedException e) {
                      interrupted.set(true);
                    }
                    return event;
                  }));
      functions.faults().crash("f", new Crash.After(Duration.ofMillis(20)), 1);

      assertThat(error(functions.invoke("f", "1")).path("errorType").asText())
          .isEqualTo("Runtime.ExitError");
      await().untilTrue(interrupted);
    }
  }

  /** Holds clients as real handlers do: in a record, behind a lambda, in a map, and one twice. */
  static final class Holding implements RequestHandler<Object, String> {
    static final String THREAD = "of-a-client";
    static final List<Client> CLIENTS = new CopyOnWriteArrayList<>();

    /** Has a thread, as the SDK's clients do. */
    static final class Client implements AutoCloseable {
      private final ExecutorService threads =
          Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(THREAD).factory());
      private final AtomicInteger closed = new AtomicInteger();

      Client() {
        CLIENTS.add(this);
        threads.execute(() -> {});
      }

      @Override
      public void close() {
        closed.incrementAndGet();
        threads.shutdownNow();
      }
    }

    private record Parts(Client first, Map<String, Optional<Client>> others) {}

    private final Parts parts = new Parts(new Client(), Map.of("one", Optional.of(new Client())));
    private final Supplier<Client> supplied = supplier(new Client());
    private final Client first = parts.first();

    private static Supplier<Client> supplier(Client client) {
      return () -> client;
    }

    @Override
    public String handleRequest(Object event, Context context) {
      return "closed: " + first.closed + supplied.get().closed;
    }
  }

  private Functions of(ScriptedFunction function) {
    return TestFunctions.of(queues.sender(), function);
  }

  private Functions functions(Class<?> handler, Map<String, String> environment) {
    return TestFunctions.of(
        queues,
        new FunctionSpec(
            "F",
            "f",
            Arn.parse("arn:aws:lambda:us-east-1:000000000000:function:f"),
            handler.getName(),
            environment,
            Duration.ofSeconds(5),
            128,
            OptionalInt.empty(),
            AsyncSpec.DEFAULT));
  }

  private static String payload(InvokeResult result) {
    return result instanceof Success success ? success.payload() : "no success: " + result;
  }

  private static JsonNode error(InvokeResult result) {
    assertThat(result).isInstanceOf(FunctionError.class);
    return Json.parse(((FunctionError) result).payload()).orElseThrow();
  }
}
