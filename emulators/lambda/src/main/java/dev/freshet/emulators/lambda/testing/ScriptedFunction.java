package dev.freshet.emulators.lambda.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.freshet.emulators.lambda.functions.Arn;
import dev.freshet.emulators.lambda.functions.AsyncSpec;
import dev.freshet.emulators.lambda.functions.FunctionSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A function that does what a test says, and the test's hold on it. */
public final class ScriptedFunction {
  private static final Map<String, ScriptedFunction> ALL = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final String name;
  private final Script script;
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<Handler> instances = new CopyOnWriteArrayList<>();
  private final List<Handler> closed = new CopyOnWriteArrayList<>();

  /** What the function does with an event. */
  @FunctionalInterface
  public interface Script {
    String answer(String event, Context context) throws Exception;
  }

  public ScriptedFunction(String name, Script script) {
    this.name = name;
    this.script = script;
    ALL.put(id, this);
  }

  /** One that answers {@code null} to everything. */
  public static ScriptedFunction silent(String name) {
    return new ScriptedFunction(name, (_, _) -> "null");
  }

  public String name() {
    return name;
  }

  /** What it was invoked with, in order. */
  public List<String> events() {
    return List.copyOf(events);
  }

  public int instances() {
    return instances.size();
  }

  /** How often instances of it were closed. */
  public int closed() {
    return closed.size();
  }

  public Arn arn() {
    return Arn.parse("arn:aws:lambda:us-east-1:000000000000:function:" + name);
  }

  public FunctionSpec spec() {
    return spec(Duration.ofSeconds(5), OptionalInt.empty(), AsyncSpec.DEFAULT);
  }

  public FunctionSpec spec(AsyncSpec async) {
    return spec(Duration.ofSeconds(5), OptionalInt.empty(), async);
  }

  public FunctionSpec spec(Duration timeout, OptionalInt reservedConcurrency, AsyncSpec async) {
    return new FunctionSpec(
        name,
        name,
        arn(),
        Handler.class.getName(),
        Map.of("SCRIPT", id),
        timeout,
        128,
        reservedConcurrency,
        async);
  }

  public static AsyncSpec retries(int most, Optional<Arn> onSuccess, Optional<Arn> onFailure) {
    return new AsyncSpec(most, Duration.ofHours(6), onSuccess, onFailure, Optional.empty());
  }

  /** The class that the template would name. Instances share nothing by their fields, as on AWS. */
  static final class Handler implements RequestStreamHandler, AutoCloseable {
    private final String script;

    Handler(Map<String, String> environment, InstantSource clock) {
      this.script = environment.getOrDefault("SCRIPT", "");
      function().instances.add(this);
    }

    private ScriptedFunction function() {
      return Objects.requireNonNull(ALL.get(script));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
      function().events.add(event);
      output.write(answer(event, context).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      function().closed.add(this);
    }

    // A script throws what it likes.
    private String answer(String event, Context context) throws IOException {
      try {
        return function().script.answer(event, context);
      } catch (RuntimeException | IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
