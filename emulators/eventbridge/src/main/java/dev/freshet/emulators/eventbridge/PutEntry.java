package dev.freshet.emulators.eventbridge;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One entry of {@code PutEvents}, as it was sent: everything may be missing. */
record PutEntry(
    Optional<String> bus,
    Optional<String> source,
    Optional<String> detailType,
    Optional<String> detail,
    List<String> resources,
    Optional<Instant> time) {

  /** The size that any {@code Time} parameter counts for. */
  private static final int SIZE_OF_TIME = 14;

  PutEntry {
    resources = List.copyOf(resources);
  }

  /**
   * The entry's size as EventBridge counts it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html">Calculating
   *     PutEvents event entry size</a>
   */
  int size() {
    int size = time.isPresent() ? SIZE_OF_TIME : 0;
    size += source.map(PutEntry::bytes).orElse(0);
    size += detailType.map(PutEntry::bytes).orElse(0);
    size += detail.map(PutEntry::bytes).orElse(0);
    return size + resources.stream().mapToInt(PutEntry::bytes).sum();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
