package dev.freshet.invalidator.dispatcher;

import dev.freshet.invalidator.Envelope;
import dev.freshet.invalidator.queue.SourceQueue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * Where evictions wait for their purge. The queue itself delays each message by the purge window.
 * Thread-safe; blocks for as long as the client does.
 */
final class PurgeQueue {
  /**
   * Of all messages of a call together; 1 MiB in new queues, 256 KiB in older ones. See <a
   * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch</a>.
   */
  static final int BYTES_PER_CALL = 256 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(PurgeQueue.class);

  private final SqsClient client;
  private final String url;

  PurgeQueue(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  /**
   * Sends the notices, and once more those that were not taken: a repeated eviction would not find
   * again what the first one found. Returns those that the queue has for certain, in their order.
   */
  List<Envelope<Notice>> send(List<Envelope<Notice>> notices) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Envelope<Notice> notice : notices) {
      entries.add(entry(entries.size(), notice));
    }
    Set<String> sent = new HashSet<>(sendAll(entries));
    sent.addAll(sendAll(entries.stream().filter(entry -> !sent.contains(entry.id())).toList()));
    return entries.stream()
        .map(SendMessageBatchRequestEntry::id)
        .filter(sent::contains)
        .map(id -> notices.get(Integer.parseInt(id)))
        .toList();
  }

  private static SendMessageBatchRequestEntry entry(int number, Envelope<Notice> notice) {
    return SendMessageBatchRequestEntry.builder()
        .id(Integer.toString(number))
        .messageBody(notice.entry().detail())
        .build();
  }

  /** The ids of those that were taken. */
  private Set<String> sendAll(List<SendMessageBatchRequestEntry> entries) {
    Set<String> sent = new HashSet<>();
    List<SendMessageBatchRequestEntry> call = new ArrayList<>();
    int bytes = 0;
    for (SendMessageBatchRequestEntry entry : entries) {
      int length = entry.messageBody().getBytes(StandardCharsets.UTF_8).length;
      if (!call.isEmpty()
          && (call.size() == SourceQueue.ENTRIES_PER_CALL || bytes + length > BYTES_PER_CALL)) {
        sent.addAll(sendOnce(call));
        call.clear();
        bytes = 0;
      }
      call.add(entry);
      bytes += length;
    }
    sent.addAll(sendOnce(call));
    return sent;
  }

  private Set<String> sendOnce(List<SendMessageBatchRequestEntry> call) {
    if (call.isEmpty()) {
      return Set.of();
    }
    try {
      SendMessageBatchResponse response =
          client.sendMessageBatch(request -> request.queueUrl(url).entries(List.copyOf(call)));
      for (BatchResultErrorEntry failed : response.failed()) {
        LOG.atWarn().addKeyValue("code", failed.code()).log("purge queue refused a notice");
      }
      return response.successful().stream()
          .map(SendMessageBatchResultEntry::id)
          .collect(Collectors.toSet());
    } catch (SdkException refused) {
      LOG.atWarn().setCause(refused).log("purge queue did not answer");
      return Set.of();
    }
  }
}
