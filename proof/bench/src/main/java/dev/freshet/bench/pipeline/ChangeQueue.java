package dev.freshet.bench.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The queue between bus and dispatcher, and Lambda's pollers: batches of at most ten messages,
 * without a batching window. A reported message returns at once. Thread-safe.
 */
final class ChangeQueue implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BATCH_SIZE = 10;

  private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>();
  private final ExecutorService pollers;
  private final DirectAws aws;
  private final String function;
  private final AtomicLong sent = new AtomicLong();
  private final LongAdder returned = new LongAdder();
  private long underWay;

  private record Message(long id, String body, int receives) {}

  /**
   * @param pollers concurrent batches
   */
  ChangeQueue(DirectAws aws, String function, int pollers) {
    this.aws = aws;
    this.function = function;
    this.pollers = Executors.newFixedThreadPool(pollers);
    for (int i = 0; i < pollers; i++) {
      this.pollers.execute(this::poll);
    }
  }

  void send(String body) {
    add(1);
    waiting.add(new Message(sent.incrementAndGet(), body, 1));
  }

  private synchronized void add(int messages) {
    underWay += messages;
    if (underWay == 0) {
      notifyAll();
    }
  }

  /** Waits until all sent messages are processed. */
  synchronized void awaitEmpty() throws InterruptedException {
    while (underWay > 0) {
      wait();
    }
  }

  /** The number of sent messages. */
  long sent() {
    return sent.get();
  }

  /** The number of returned messages. */
  long returned() {
    return returned.sum();
  }

  private void poll() {
    try {
      while (true) {
        List<Message> batch = new ArrayList<>(List.of(waiting.take()));
        var _ = waiting.drainTo(batch, BATCH_SIZE - 1);
        deliver(batch);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(List<Message> batch) {
    Set<String> failed = failed(batch);
    for (Message message : batch) {
      if (failed.contains(Long.toString(message.id()))) {
        returned.increment();
        waiting.add(new Message(message.id(), message.body(), message.receives() + 1));
      } else {
        add(-1);
      }
    }
  }

  private Set<String> failed(List<Message> batch) {
    Set<String> failed = new HashSet<>();
    try {
      JsonNode answer = JSON.readTree(aws.invoke(function, JSON.writeValueAsBytes(event(batch))));
      answer
          .path("batchItemFailures")
          .forEach(failure -> failed.add(failure.path("itemIdentifier").asText()));
    } catch (UncheckedIOException whole) {
      batch.forEach(message -> failed.add(Long.toString(message.id())));
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
    return failed;
  }

  private static ObjectNode event(List<Message> batch) {
    ObjectNode event = JSON.createObjectNode();
    ArrayNode records = event.putArray("Records");
    for (Message message : batch) {
      String id = Long.toString(message.id());
      records
          .addObject()
          .put("messageId", id)
          .put("receiptHandle", id)
          .put("body", message.body())
          .putObject("attributes")
          .put("ApproximateReceiveCount", Integer.toString(message.receives()))
          .put("SentTimestamp", "1767225600000");
    }
    return event;
  }

  @Override
  public void close() {
    pollers.shutdownNow();
  }
}
