package dev.freshet.writeapi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends several requests at once. */
final class Concurrently {
  private Concurrently() {}

  static List<Call.Answer> answers(List<Call> calls) throws Exception {
    CyclicBarrier together = new CyclicBarrier(calls.size());
    List<Callable<Call.Answer>> actions = new ArrayList<>();
    for (Call call : calls) {
      actions.add(() -> {
        together.await();
        return call.answer();
      });
    }
    List<Call.Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Call.Answer> future : threads.invokeAll(actions)) {
        answers.add(future.get());
      }
    }
    return answers;
  }
}
