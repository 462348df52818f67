package dev.freshet.lambda.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A function behind API Gateway's proxy integration: turns events into requests for its {@link
 * Endpoint} and answers into events, problems and surprises included. Reads ALLOWED_ORIGIN and
 * METRICS_NAMESPACE. Thread-safe if the endpoint is.
 */
public abstract class ApiFunction
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(ApiFunction.class);
  private static final String CORRELATION_ID = "correlationId";

  private final Access access;
  private final Endpoint endpoint;
  private final CommonHeaders commonHeaders;
  private final Metrics metrics;
  private final InstantSource clock;

  /** A function for signed-in users. */
  protected ApiFunction(Settings settings, InstantSource clock, Endpoint endpoint) {
    this(settings, clock, Access.SIGNED_IN, endpoint);
  }

  protected ApiFunction(Settings settings, InstantSource clock, Access access, Endpoint endpoint) {
    this.access = access;
    this.endpoint = endpoint;
    this.commonHeaders = CommonHeaders.of(settings);
    this.metrics = Metrics.of(settings, getClass(), clock);
    this.clock = clock;
  }

  @Override
  public final APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    String correlationId = CorrelationIds.of(event, context);
    Instant receivedAt = clock.instant();
    try (var _ = MDC.putCloseable(CORRELATION_ID, correlationId);
        Measurements measurements = metrics.begin()) {
      measurements.property(CORRELATION_ID, correlationId);
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
              ProblemType.INTERNAL, "It is not your fault; X-Correlation-Id tells us which one."));
    }
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
        .log("answered");
  }
}
