package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.CacheBehavior;
import dev.freshet.emulators.cloudfront.distribution.Distribution;
import dev.freshet.emulators.cloudfront.distribution.EdgeFunction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the viewer-response functions of a distribution. A function that fails is a 503 to the
 * viewer, one that returns something invalid a 502. Thread-safe; each run has a scope of its own.
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
      behavior.viewerResponse().ifPresent(each -> compiled.put(each, compile(each)));
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
            .map(function -> run(function, answer, request, requestId))
            .orElse(answer);
  }

  private EdgeResponse run(
      EdgeFunction function, EdgeResponse answer, ViewerRequest request, String requestId) {
    try {
      return attempt(function, answer, request, requestId);
    } catch (FunctionResult.InvalidException invalid) {
      LOG.warn("edge function {} returned an invalid response", function.name(), invalid);
      return EdgeResponse.ofTheEdge(502, TITLE, "The function returned an invalid response.");
    } catch (RhinoException | Sandbox.TooManyInstructionsException failed) {
      LOG.warn("edge function {} failed", function.name(), failed);
      return EdgeResponse.ofTheEdge(503, TITLE, "The function failed.");
    }
  }

  /**
   * A function that fails may have tried to change a standard object: from now on it has its own.
   */
  private EdgeResponse attempt(
      EdgeFunction function, EdgeResponse answer, ViewerRequest request, String requestId) {
    try {
      return call(function, answer, request, requestId);
    } catch (RhinoException failed) {
      if (!apart.add(function)) {
        throw failed;
      }
      return call(function, answer, request, requestId);
    }
  }

  private EdgeResponse call(
      EdgeFunction function, EdgeResponse answer, ViewerRequest request, String requestId) {
    return sandbox.call(context -> called(context, function, answer, request, requestId));
  }

  private EdgeResponse called(
      Context context,
      EdgeFunction function,
      EdgeResponse answer,
      ViewerRequest request,
      String requestId) {
    Scriptable scope =
        apart.contains(function)
            ? context.initSafeStandardObjects()
            : sandbox.sharedObjects(context);
    Script script = Objects.requireNonNull(compiled.get(function));
    script.exec(context, scope, scope);
    if (!(ScriptableObject.getProperty(scope, "handler") instanceof Function handler)) {
      throw new FunctionResult.InvalidException("there is no function named handler");
    }
    Object event =
        new FunctionEvent(context, scope)
            .viewerResponse(
                answer, request, distribution.id(), distribution.domainName(), requestId);
    Object returned = handler.call(context, scope, scope, new Object[] {event});
    return new FunctionResult(answer, returned).answer();
  }
}
