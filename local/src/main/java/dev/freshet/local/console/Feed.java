package dev.freshet.local.console;

import dev.freshet.emulators.cloudfront.edge.AnswerListener;
import dev.freshet.local.system.ChangeStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The last changes and reads, and who wants to hear of the next. Thread-safe. */
final class Feed {
  static final int CHANGES = 500;
  static final int READS = 2_000;

  /** A page that is this far behind is cut off; it connects again and starts from the whole. */
  private static final int BEHIND = 1_000;

  private final ReadLog log = new ReadLog();
  private final Map<String, Change> changes = new Bounded<>(CHANGES);
  private final Deque<Read> reads = new ArrayDeque<>();
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final Function<String, Optional<String>> names;

  /**
   * Makes an empty one.
   *
   * @param names the name of a user by the id
   */
  Feed(Function<String, Optional<String>> names) {
    this.names = names;
  }

  void step(ChangeStep step) {
    tell("change", with(step));
  }

  private synchronized Change with(ChangeStep step) {
    long at = step.at().toEpochMilli();
    String user = step.owner().replaceFirst("^u-", "");
    Change before =
        changes.getOrDefault(
            step.correlationId(), new Change(step.correlationId(), "", null, at, List.of()));
    // A request may change the views of several users: the last one is shown.
    String name = user.equals(before.user()) ? before.name() : names.apply(user).orElse(null);
    List<Change.Step> steps = new ArrayList<>(before.steps());
    steps.add(new Change.Step(step.kind().name(), at, step.details()));
    Change after = new Change(before.id(), user, name, Math.min(before.at(), at), steps);
    changes.put(after.id(), after);
    return after;
  }

  void answered(AnswerListener.Answer answer) {
    log.read(answer).ifPresent(this::add);
  }

  private void add(Read read) {
    synchronized (this) {
      reads.add(read);
      if (reads.size() > READS) {
        reads.remove();
      }
    }
    tell("read", read);
  }

  /** The last changes, the newest first. */
  synchronized List<Change> changes() {
    return changes.values().stream()
        .sorted((one, other) -> Long.compare(other.at(), one.at()))
        .toList();
  }

  /** The last reads, the oldest first. */
  synchronized List<Read> reads() {
    return List.copyOf(reads);
  }

  Subscription subscribe() {
    Subscription subscription = new Subscription();
    subscriptions.add(subscription);
    return subscription;
  }

  boolean hasSubscribers() {
    return !subscriptions.isEmpty();
  }

  /** Tells everyone who listens. */
  void tell(String name, Object data) {
    Message message = new Message(name, data);
    subscriptions.forEach(each -> each.offer(message));
  }

  /**
   * Something new.
   *
   * @param name of the event, as in {@code change}
   */
  record Message(String name, Object data) {}

  /** One page that listens. */
  final class Subscription implements AutoCloseable {
    private final BlockingQueue<Message> messages = new ArrayBlockingQueue<>(BEHIND);
    private volatile boolean cutOff;

    private void offer(Message message) {
      if (!messages.offer(message)) {
        cutOff = true;
        close();
      }
    }

    BlockingQueue<Message> messages() {
      return messages;
    }

    boolean isCutOff() {
      return cutOff;
    }

    @Override
    public void close() {
      subscriptions.remove(this);
    }
  }
}
