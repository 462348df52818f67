package dev.freshet.emulators.lambda.functions;

import dev.freshet.emulators.lambda.functions.InvokeResult.FunctionError;
import dev.freshet.emulators.lambda.functions.InvokeResult.Success;
import dev.freshet.emulators.lambda.functions.InvokeResult.Throttled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One function with its instances: runs one event on one of them, within its timeout. */
final class DeployedFunction {
  private final FunctionSpec spec;
  private final Instances instances;
  private final FunctionFaults faults;

  DeployedFunction(
      FunctionSpec spec, int instancesAtMost, FunctionFaults faults, InstantSource clock) {
    this.spec = spec;
    this.instances = new Instances(spec, instancesAtMost, faults.clock(spec.name(), clock));
    this.faults = faults;
  }

  FunctionSpec spec() {
    return spec;
  }

  int instancesMade() {
    return instances.made();
  }

  /**
   * Runs one event and waits for its end, at most the function's timeout.
   *
   * @throws InterruptedException if the caller is interrupted; the handler is, too
   */
  InvokeResult run(String requestId, String event) throws InterruptedException {
    if (!instances.enter()) {
      return new Throttled(requestId);
    }
    try {
      return new Run(requestId, event, faults.next(spec.name())).result();
    } finally {
      instances.leave();
    }
  }

  /** Ends the instances that wait for events. */
  void close() {
    instances.close();
  }

  /** One event on one instance, which is ended with it unless it is {@code reusable}. */
  private final class Run {
    private final String requestId;
    private final String event;
    private final Optional<Crash> crash;
    private boolean reusable;

    Run(String requestId, String event, Optional<Crash> crash) {
      this.requestId = requestId;
      this.event = event;
      this.crash = crash;
    }

    // Whatever the constructor throws is the function's error.
    InvokeResult result() throws InterruptedException {
      try {
        if (crash.orElse(null) instanceof Crash.AtStart) {
          return new FunctionError(requestId, FunctionErrors.died(requestId));
        }
        return onInstance(instances.take());
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception | LinkageError e) {
        return new FunctionError(requestId, FunctionErrors.of(e));
      }
    }

    private InvokeResult onInstance(HandlerInstance instance) throws InterruptedException {
      LocalContext context = new LocalContext(spec, requestId);
      FutureTask<String> work = new FutureTask<>(() -> instance.handle(event, context));
      Thread thread = Thread.ofPlatform().daemon().name("lambda " + spec.name()).start(work);
      try {
        String answer = work.get(patience().toMillis(), TimeUnit.MILLISECONDS);
        return crash.isPresent() ? died() : kept(answered(answer));
      } catch (ExecutionException e) {
        return crash.isPresent() ? died() : kept(failed(e));
      } catch (TimeoutException e) {
        return crash.isPresent() ? died() : timedOut();
      } finally {
        thread.interrupt();
        giveUp(instance);
      }
    }

    private Duration patience() {
      return crash.orElse(null) instanceof Crash.After(Duration running) ? running : spec.timeout();
    }

    private void giveUp(HandlerInstance instance) {
      if (reusable) {
        instances.keep(instance);
      } else {
        instance.close();
      }
    }

    private InvokeResult kept(InvokeResult result) {
      reusable = true;
      return result;
    }

    private InvokeResult answered(String answer) {
      boolean tooLarge =
          answer.getBytes(StandardCharsets.UTF_8).length > FunctionErrors.LARGEST_ANSWER;
      return tooLarge
          ? new FunctionError(requestId, FunctionErrors.answerTooLarge())
          : new Success(requestId, answer);
    }

    private InvokeResult failed(ExecutionException thrown) {
      Throwable cause = thrown.getCause();
      return new FunctionError(requestId, FunctionErrors.of(cause == null ? thrown : cause));
    }

    private InvokeResult timedOut() {
      return new FunctionError(requestId, FunctionErrors.timedOut(requestId, spec.timeout()));
    }

    private InvokeResult died() {
      return new FunctionError(requestId, FunctionErrors.died(requestId));
    }
  }
}
