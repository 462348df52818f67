package dev.freshet.emulators.lambda.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

class LambdaApiTest {
  private final ScriptedFunction function =
      new ScriptedFunction(
          "f",
          (event, _) -> {
            if (event.equals("\"bad\"")) {
              throw new IllegalStateException("bad");
            }
            return "{\"got\":" + event + "}";
          });
  private final ScriptedFunction slow =
      new ScriptedFunction("slow", (_, _) -> waitFor(new CountDownLatch(1)));
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final ScriptedFunction single =
      new ScriptedFunction(
          "one at a time",
          (_, _) -> {
            gate.countDown();
            return waitFor(over);
          });
  private final ScriptedFunction caller =
      new ScriptedFunction(
          "caller",
          (event, _) ->
              invoke("f", event, InvocationType.REQUEST_RESPONSE).payload().asUtf8String());
  private final Functions functions =
      TestFunctions.of(
          new FakeQueues(),
          function.spec(),
          caller.spec(),
          slow.spec(Duration.ofMillis(200), OptionalInt.empty(), AsyncSpec.DEFAULT),
          single.spec(Duration.ofSeconds(30), OptionalInt.of(1), AsyncSpec.DEFAULT));
  private final WebServer server =
      WebServer.builder()
          .host("127.0.0.1")
          .port(0)
          .shutdownHook(false)
          .routing(routing -> routing.register("/", new LambdaApi(functions)))
          .build();
  private LambdaClient client = LambdaClient.builder().region(Region.US_EAST_1).build();

  @BeforeEach
  void start() {
    server.start();
    client =
        LambdaClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.port()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop();
    functions.close();
  }

  @Test
  void aSynchronousCallAnswersWhatTheFunctionAnswers() {
    InvokeResponse answer = invoke("f", "{\"a\":1}", InvocationType.REQUEST_RESPONSE);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.payload().asUtf8String()).isEqualTo("{\"got\":{\"a\":1}}");
    assertThat(answer.functionError()).isNull();
    assertThat(answer.executedVersion()).isEqualTo("$LATEST");
  }

  @Test
  void aFunctionsErrorIsAnAnswerWithAHeader() {
    InvokeResponse answer = invoke("f", "\"bad\"", InvocationType.REQUEST_RESPONSE);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.functionError()).isEqualTo("Unhandled");
    assertThat(answer.payload().asUtf8String()).contains("\"errorMessage\":\"bad\"");
  }

  @Test
  void aFunctionThatRunsIntoItsTimeoutIsAnErrorOfTheFunction() {
    long start = System.nanoTime();

    InvokeResponse answer = invoke("slow", "{}", InvocationType.REQUEST_RESPONSE);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.functionError()).isEqualTo("Unhandled");
    assertThat(answer.payload().asUtf8String())
        .contains("\"errorType\":\"Sandbox.Timedout\"")
        .contains("Task timed out after 0.20 seconds");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aFunctionThatDiesIsAnErrorOfTheFunction() {
    functions.faults().crash("f", new Crash.BeforeAnswer(), 1);

    InvokeResponse answer = invoke("f", "{}", InvocationType.REQUEST_RESPONSE);

    assertThat(answer.functionError()).isEqualTo("Unhandled");
    assertThat(answer.payload().asUtf8String()).contains("Runtime.ExitError");
  }

  @Test
  void moreCallsThanTheReservedConcurrencyAreThrottled() throws Exception {
    CompletableFuture<InvokeResponse> first =
        CompletableFuture.supplyAsync(
            () -> invoke("one at a time", "{}", InvocationType.REQUEST_RESPONSE));
    gate.await();

    assertThatExceptionOfType(TooManyRequestsException.class)
        .isThrownBy(() -> invoke("one at a time", "{}", InvocationType.REQUEST_RESPONSE));

    over.countDown();
    assertThat(first.get().functionError()).isNull();
  }

  @Test
  void aFunctionMayCallAnotherOneAndWaitForItsAnswer() {
    InvokeResponse answer = invoke("caller", "[1,2,3]", InvocationType.REQUEST_RESPONSE);

    assertThat(answer.functionError()).isNull();
    assertThat(answer.payload().asUtf8String()).isEqualTo("{\"got\":[1,2,3]}");
  }

  @Test
  void anAsynchronousCallIsOnlyAccepted() {
    InvokeResponse answer = invoke("f", "{\"a\":1}", InvocationType.EVENT);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.payload().asUtf8String()).isEmpty();
    await().until(() -> function.events().equals(java.util.List.of("{\"a\":1}")));
  }

  @Test
  void aFunctionMayBeNamedByItsArn() {
    InvokeResponse answer =
        invoke(function.arn().toString(), "{}", InvocationType.REQUEST_RESPONSE);

    assertThat(answer.payload().asUtf8String()).isEqualTo("{\"got\":{}}");
  }

  @Test
  void aDryRunRunsNothing() {
    assertThat(invoke("f", "{}", InvocationType.DRY_RUN).statusCode()).isEqualTo(204);
    assertThat(function.events()).isEmpty();
  }

  @Test
  void anUnknownFunctionIsNotFound() {
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> invoke("g", "{}", InvocationType.EVENT));
  }

  @Test
  void aBodyThatIsNotJsonIsRefused() {
    assertThatExceptionOfType(InvalidRequestContentException.class)
        .isThrownBy(() -> invoke("f", "{not json", InvocationType.EVENT));
  }

  @Test
  void anAsynchronousEventAboveOneMegabyteIsRefused() {
    String event = "\"" + "x".repeat(1024 * 1024) + "\"";

    assertThatExceptionOfType(RequestTooLargeException.class)
        .isThrownBy(() -> invoke("f", event, InvocationType.EVENT));
  }

  private static String waitFor(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return "null";
  }

  private InvokeResponse invoke(String name, String event, InvocationType type) {
    return client.invoke(call ->
        call.functionName(name).payload(SdkBytes.fromUtf8String(event)).invocationType(type));
  }
}
