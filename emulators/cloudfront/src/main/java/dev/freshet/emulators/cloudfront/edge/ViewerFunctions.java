package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.CacheBehavior;
import dev.freshet.emulators.cloudfront.distribution.Distribution;
import dev.freshet.emulators.cloudfront.distribution.EdgeFunction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextAction;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the functions of a distribution. A function that fails is a 503 to the viewer, one that
 * returns something invalid a 502. Thread-safe; each run has a scope of its own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-503-service-unavailable.html">HTTP
 *     503 status code</a>
 */
final class ViewerFunctions {
  private static final Logger LOG = LoggerFactory.getLogger(ViewerFunctions.class);

  /** CloudFront's limit for the code of one function, in bytes. */
  private static final int LARGEST_CODE = 10_240;

  private static final String TITLE = "The request could not be satisfied";

  private final Distribution distribution;
  private final Sandbox sandbox = new Sandbox();
  private final Map<EdgeFunction, Script> compiled = new HashMap<>();

  /** Functions that get standard objects of their own for each run. */
  private final Set<EdgeFunction> apart = ConcurrentHashMap.newKeySet();

  /**
   * Compiles the functions of all behaviors.
   *
   * @throws IllegalArgumentException if one is larger than CloudFront allows, or is not JavaScript
   *     that the engine understands.
   */
  ViewerFunctions(Distribution distribution) {
    this.distribution = distribution;
    for (CacheBehavior behavior : distribution.behaviors()) {
      Stream.of(behavior.viewerRequest(), behavior.viewerResponse())
          .flatMap(Optional::stream)
          .forEach(each -> compiled.put(each, compile(each)));
    }
  }

  private Script compile(EdgeFunction function) {
    if (function.code().getBytes(StandardCharsets.UTF_8).length > LARGEST_CODE) {
      throw new IllegalArgumentException(function.name() + " is larger than 10 KB");
    }
    try {
      return sandbox.call(
          context -> context.compileString(function.code(), function.name(), 1, null));
    } catch (RhinoException broken) {
      throw new IllegalArgumentException(
          "function " + function.name() + " does not compile: " + broken.getMessage(), broken);
    }
  }

  /** CloudFront does not run the function where the answer is an error. */
  EdgeResponse viewerResponse(
      EdgeResponse answer, ViewerRequest request, CacheBehavior behavior, String requestId) {
    return answer.isError()
        ? answer
        : behavior
            .viewerResponse()
            .map(function ->
                run(
                    function,
                    event -> event.viewerResponse(answer, request, distribution, requestId),
                    returned -> new FunctionResult(answer, returned).answer(),
                    failure -> failure))
            .orElse(answer);
  }

  /** The result of the viewer-request function. */
  sealed interface Decision {
    /** The edge goes on with this request; the behavior stays the one of the viewer's path. */
    record Forward(ViewerRequest request) implements Decision {}

    /** The function answered by itself, or failed. */
    record Answer(EdgeResponse answer) implements Decision {}
  }

  Decision viewerRequest(ViewerRequest request, CacheBehavior behavior, String requestId) {
    return behavior
        .viewerRequest()
        .map(function ->
            run(
                function,
                event -> event.viewerRequest(request, distribution, requestId),
                returned -> FunctionRequest.decision(request, returned),
                Decision.Answer::new))
        .orElseGet(() -> new Decision.Forward(request));
  }

  private <T> T run(
      EdgeFunction function,
      java.util.function.Function<FunctionEvent, Scriptable> event,
      java.util.function.Function<Object, T> result,
      java.util.function.Function<EdgeResponse, T> failure) {
    try {
      return attempt(context -> result.apply(called(context, function, event)), function);
    } catch (FunctionResult.InvalidException invalid) {
      LOG.warn("edge function {} returned an invalid response", function.name(), invalid);
      return failure.apply(
          EdgeResponse.ofTheEdge(502, TITLE, "The function returned an invalid response."));
    } catch (RhinoException | Sandbox.TooManyInstructionsException failed) {
      LOG.warn("edge function {} failed", function.name(), failed);
      return failure.apply(EdgeResponse.ofTheEdge(503, TITLE, "The function failed."));
    }
  }

  /**
   * A function that fails may have tried to change a standard object: from now on it has its own.
   */
  private <T> T attempt(ContextAction<T> call, EdgeFunction function) {
    try {
      return sandbox.call(call);
    } catch (RhinoException failed) {
      if (!apart.add(function)) {
        throw failed;
      }
      return sandbox.call(call);
    }
  }

  private Object called(
      Context context,
      EdgeFunction function,
      java.util.function.Function<FunctionEvent, Scriptable> event) {
    Scriptable scope =
        apart.contains(function)
            ? context.initSafeStandardObjects()
            : sandbox.sharedObjects(context);
    Script script = Objects.requireNonNull(compiled.get(function));
    script.exec(context, scope, scope);
    if (!(ScriptableObject.getProperty(scope, "handler") instanceof Function handler)) {
      throw new FunctionResult.InvalidException("the code has no function named handler");
    }
    return handler.call(
        context, scope, scope, new Object[] {event.apply(new FunctionEvent(context, scope))});
  }
}
