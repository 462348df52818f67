package dev.freshet.invalidator;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Lambda with one function, which does its work, or fails in the ways that Lambda knows. */
public final class FakeEvictor implements LambdaClient {
  private final RequestStreamHandler function;
  private final Queue<Fault> faults = new ArrayDeque<>();
  private final List<InvokeRequest> requests = new ArrayList<>();
  private final List<SdkBytes> late = new ArrayList<>();
  private @Nullable Fault lasting;

  /** How a call fails. */
  public enum Fault {
    FUNCTION_ERROR,
    THROTTLED,
    UNREADABLE_ANSWER,
    /** Nothing happens. */
    TIMEOUT,
    /** It is done, and the answer is lost. */
    ANSWER_LOST,
    /** The caller gives up; the function is frozen, and goes on when it is told to. */
    FROZEN
  }

  public FakeEvictor(RequestStreamHandler function) {
    this.function = function;
  }

  /** The next call fails like this. */
  public FakeEvictor failNext(Fault fault) {
    faults.add(fault);
    return this;
  }

  /** All calls fail like this from now on; null: none. */
  public FakeEvictor failAll(@Nullable Fault fault) {
    lasting = fault;
    return this;
  }

  /** The frozen calls go on; their answers reach no caller. */
  public void thaw() {
    late.forEach(this::run);
    late.clear();
  }

  public List<InvokeRequest> requests() {
    return requests;
  }

  @Override
  public InvokeResponse invoke(InvokeRequest request) {
    requests.add(request);
    Fault fault = faults.isEmpty() ? lasting : faults.remove();
    return switch (fault) {
      case null -> answer(run(request.payload()));
      case FUNCTION_ERROR ->
          answer("{\"errorMessage\":\"Task timed out\"}").toBuilder()
              .functionError("Unhandled")
              .build();
      case UNREADABLE_ANSWER -> answer("{}");
      case THROTTLED -> throw TooManyRequestsException.builder().statusCode(429).build();
      case TIMEOUT -> throw timeout();
      case ANSWER_LOST -> {
        run(request.payload());
        throw timeout();
      }
      case FROZEN -> {
        late.add(request.payload());
        throw timeout();
      }
    };
  }

  private static SdkClientException timeout() {
    return SdkClientException.create("no answer in time");
  }

  private static InvokeResponse answer(String payload) {
    return InvokeResponse.builder()
        .statusCode(200)
        .payload(SdkBytes.fromUtf8String(payload))
        .build();
  }

  private String run(SdkBytes payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      function.handleRequest(
          new ByteArrayInputStream(payload.asByteArray()), out, NoContext.create());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
