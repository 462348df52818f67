package dev.freshet.invalidator.evictor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.invalidator.DestinationRecord;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.json.UnreadableJsonException;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/**
 * Gives evictions that failed for want of Redis back to the evictor, with the event that it had,
 * for as long as it takes: none is dropped. What can never succeed is left in the queue, which
 * moves it to the evictor's dead-letter queue.
 */
public final class EvictionRetrier implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(EvictionRetrier.class);

  private final LambdaClient lambda;
  private final String evictor;
  private final Metrics metrics;

  /** For Lambda. */
  public EvictionRetrier() {
    this(System.getenv(), Clock.systemUTC());
  }

  EvictionRetrier(Map<String, String> environment, InstantSource clock) {
    this(
        LambdaClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
        new Settings(environment).text("EVICTOR_FUNCTION"),
        Metrics.of(new Settings(environment), EvictionRetrier.class, clock));
  }

  EvictionRetrier(LambdaClient lambda, String evictor, Metrics metrics) {
    this.lambda = lambda;
    this.evictor = evictor;
    this.metrics = metrics;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    try (Measurements measured = metrics.begin()) {
      List<BatchItemFailure> left = new ArrayList<>();
      for (SQSMessage message : batch.getRecords()) {
        if (!retried(message, measured)) {
          left.add(new BatchItemFailure(message.getMessageId()));
        }
      }
      return new SQSBatchResponse(left);
    }
  }

  private boolean retried(SQSMessage message, Measurements measured) {
    try {
      DestinationRecord record = DestinationRecord.parse(message.getBody());
      EvictionFailure failure = EvictionFailure.of(record);
      measured.count(failure.metric());
      if (failure.isRetried() && record.requestPayload() != null) {
        return invoke(record.requestPayload());
      }
      LOG.atError()
          .addKeyValue("messageId", message.getMessageId())
          .addKeyValue("failure", failure)
          .log("eviction can never succeed");
    } catch (UnreadableJsonException refused) {
      measured.count("MalformedMessages");
      LOG.atError()
          .addKeyValue("cause", refused)
          .addKeyValue("messageId", message.getMessageId())
          .log("message cannot be read");
    }
    return false;
  }

  private boolean invoke(JsonNode event) {
    try {
      lambda.invoke(request ->
          request
              .functionName(evictor)
              .invocationType(InvocationType.EVENT)
              .payload(SdkBytes.fromUtf8String(event.toString())));
      return true;
    } catch (SdkException refused) {
      LOG.atWarn().addKeyValue("cause", refused).log("evictor could not be invoked");
      return false;
    }
  }
}
