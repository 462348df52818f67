package dev.freshet.emulators.lambda.sources;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records that a function is or will be invoked with, in the stream's order.
 *
 * @param retries how many attempts of these records were repeated so far
 * @param invocations how often the function saw them
 */
record StreamBatch(List<StreamItem> items, int retries, int invocations) {

  StreamBatch {
    items = List.copyOf(items);
  }

  /** The event that the function gets. */
  String event() {
    ObjectNode event = Json.object();
    ArrayNode records = event.putArray("Records");
    items.forEach(item -> records.add(item.json()));
    return event.toString();
  }

  Set<String> ids() {
    return items.stream().map(StreamItem::sequenceNumber).collect(Collectors.toSet());
  }

  /** The position in this batch of the failed item with the lowest sequence number. */
  int firstOf(Set<String> failed) {
    int first = items.size();
    for (int i = items.size() - 1; i >= 0; i--) {
      boolean lower =
          first == items.size()
              || items.get(i).position().compareTo(items.get(first).position()) < 0;
      if (failed.contains(items.get(i).sequenceNumber()) && lower) {
        first = i;
      }
    }
    return first;
  }

  StreamBatch invoked() {
    return new StreamBatch(items, retries, invocations + 1);
  }

  StreamBatch retried() {
    return new StreamBatch(items, retries + 1, invocations);
  }

  StreamBatch part(int from, int to) {
    return new StreamBatch(items.subList(from, to), retries, invocations);
  }
}
