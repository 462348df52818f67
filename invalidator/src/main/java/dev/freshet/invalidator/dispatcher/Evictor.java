package dev.freshet.invalidator.dispatcher;

import dev.freshet.domain.Owner;
import dev.freshet.invalidator.evictor.EvictionCall;
import dev.freshet.invalidator.evictor.EvictionReply;
import dev.freshet.invalidator.evictor.EvictionReply.Evicted;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.json.UnreadableJsonException;
import dev.freshet.lambda.observe.Measurements;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * Invokes ViewEvictor and waits for it. However the call fails, the evictions may have happened, or
 * happen later; they are repeated, which is harmless. Thread-safe.
 */
final class Evictor {
  private static final Logger LOG = LoggerFactory.getLogger(Evictor.class);

  private final LambdaClient lambda;
  private final String function;

  Evictor(LambdaClient lambda, String function) {
    this.lambda = lambda;
    this.function = function;
  }

  /** Evicts in one call. Returns what was evicted for certain, by owner. */
  Map<Owner, Evicted> evict(EvictionCall call, Measurements measured) {
    try {
      InvokeResponse response =
          lambda.invoke(request ->
              request.functionName(function).payload(SdkBytes.fromUtf8String(Json.write(call))));
      if (response.functionError() == null) {
        return byOwner(Json.read(response.payload().asUtf8String(), EvictionReply.class));
      }
      measured.count("EvictorErrors");
      LOG.atError()
          .addKeyValue("error", response.functionError())
          .addKeyValue("payload", response.payload().asUtf8String())
          .log("evictor failed");
    } catch (TooManyRequestsException throttled) {
      measured.count("EvictorThrottled");
      LOG.atWarn().setCause(throttled).log("evictor was throttled");
    } catch (SdkException | UnreadableJsonException unanswered) {
      measured.count("EvictorUnanswered");
      LOG.atError().setCause(unanswered).log("evictor did not answer");
    }
    return Map.of();
  }

  private static Map<Owner, Evicted> byOwner(EvictionReply reply) {
    return reply.evicted().stream().collect(Collectors.toMap(Evicted::owner, Function.identity()));
  }
}
