package dev.freshet.lambda.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.json.InvocationJson;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import dev.freshet.lambda.snapshot.SnapshotHook;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function behind API Gateway's proxy integration: converts events into requests for its {@link
 * Endpoint}, and answers, problems and unexpected exceptions into responses. Reads ALLOWED_ORIGIN
 * and METRICS_NAMESPACE. Thread-safe if the endpoint is.
 */
public abstract class ApiFunction implements RequestStreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ApiFunction.class);

  /** Who asks, and by which correlation id, before a snapshot. */
  private static final String PRIMING = "snapshot";

  private final Access access;
  private final Endpoint endpoint;
  private final CommonHeaders commonHeaders;
  private final Metrics metrics;
  private final InstantSource clock;

  @SuppressWarnings("UnusedVariable") // the runtime holds it weakly
  private final SnapshotHook snapshotHook;

  /** A function for signed-in users. */
  protected ApiFunction(Settings settings, InstantSource clock, Endpoint endpoint) {
    this(settings, clock, Access.SIGNED_IN, endpoint);
  }

  // The hook is run when the whole function has been made.
  @SuppressWarnings("this-escape")
  protected ApiFunction(Settings settings, InstantSource clock, Access access, Endpoint endpoint) {
    this.access = access;
    this.endpoint = endpoint;
    this.commonHeaders = CommonHeaders.of(settings);
    this.metrics = Metrics.of(settings, getClass(), clock);
    this.clock = clock;
    this.snapshotHook = SnapshotHook.register(this::beforeSnapshot);
  }

  /**
   * Before a snapshot is taken of this function: answers one request, so that what the first one
   * waits for is in the snapshot. Then closes its connections, if it holds any.
   */
  protected void beforeSnapshot() {
    prime();
  }

  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException {
    InvocationJson.write(
        handleRequest(InvocationJson.read(in, APIGatewayProxyRequestEvent.class), context), out);
  }

  public final APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    String correlationId = CorrelationIds.of(event, context);
    Instant receivedAt = clock.instant();
    try (Measurements measurements = metrics.begin();
        var _ = measurements.about(List.of(correlationId))) {
      ApiResponse response = answer(event, receivedAt, correlationId, measurements);
      record(event, response, Duration.between(receivedAt, clock.instant()), measurements);
      return commonHeaders.on(response, correlationId).event();
    }
  }

  /** Nothing that goes wrong in an endpoint passes this method: the client gets an answer. */
  private ApiResponse answer(
      APIGatewayProxyRequestEvent event,
      Instant receivedAt,
      String correlationId,
      Measurements measurements) {
    try {
      return endpoint.answer(ApiRequest.of(event, access, receivedAt, correlationId, measurements));
    } catch (ProblemException problem) {
      return ApiResponse.problem(problem);
    } catch (RuntimeException unexpected) {
      LOG.atError().setCause(unexpected).addKeyValue("route", event.getResource()).log("failed");
      return ApiResponse.problem(
          new ProblemException(
              ProblemType.INTERNAL,
              "Internal error. Report it with the X-Correlation-Id of this answer."));
    }
  }

  /** A read of a user without data, or a change without a body; neither has an effect. */
  private void prime() {
    ProxyRequestContext caller = new ProxyRequestContext();
    String expiry = Long.toString(clock.instant().plusSeconds(60).getEpochSecond());
    caller.setAuthorizer(Map.of("sub", PRIMING, "exp", expiry));
    APIGatewayProxyRequestEvent event =
        new APIGatewayProxyRequestEvent().withHttpMethod("GET").withRequestContext(caller);
    ApiResponse response = answer(event, clock.instant(), PRIMING, Measurements.discarded());
    LOG.atInfo().addKeyValue("status", response.status()).log("primed");
  }

  private static void record(
      APIGatewayProxyRequestEvent event,
      ApiResponse response,
      Duration took,
      Measurements measurements) {
    measurements.count("Status" + response.status() / 100 + "xx");
    measurements.duration("Duration", took);
    LOG.atInfo()
        .addKeyValue("method", event.getHttpMethod())
        .addKeyValue("route", event.getResource())
        .addKeyValue("status", response.status())
        .addKeyValue("millis", took.toMillis())
        .addKeyValue("edgeRequestId", CorrelationIds.ofTheEdge(event).orElse("none"))
        .log("answered");
  }
}
