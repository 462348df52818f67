package dev.freshet.invalidator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One queue of SQS: delays, visibility timeouts, receive counts and the redrive policy. */
public final class FakeQueue {
  private final InstantSource clock;
  private final Settings settings;
  private final List<String> dead = new ArrayList<>();
  private final Map<String, Message> messages = new LinkedHashMap<>();
  private boolean unavailable;
  private int refusedEntries;
  private int sent;

  /** As the template has them. */
  public record Settings(Duration delay, Duration visibility, int mostReceives) {}

  /** A message that was sent and not deleted. */
  public static final class Message {
    private final String id;
    private final String body;
    private Instant visibleFrom;
    private final List<Instant> receives = new ArrayList<>();

    private Message(String id, String body, Instant visibleFrom) {
      this.id = id;
      this.body = body;
      this.visibleFrom = visibleFrom;
    }

    public String id() {
      return id;
    }

    public String body() {
      return body;
    }

    public List<Instant> receives() {
      return receives;
    }

    public Instant visibleFrom() {
      return visibleFrom;
    }
  }

  public FakeQueue(InstantSource clock, Settings settings) {
    this.clock = clock;
    this.settings = settings;
  }

  /** Answers nothing from now on, or again. */
  public void setUnavailable(boolean isUnavailable) {
    unavailable = isUnavailable;
  }

  boolean isUnavailable() {
    return unavailable;
  }

  /** Refuses so many of the next entries of batches. */
  public void refuseEntries(int entries) {
    refusedEntries = entries;
  }

  boolean takesEntry() {
    if (refusedEntries == 0) {
      return true;
    }
    refusedEntries--;
    return false;
  }

  /** Returns the message's id, which is its receipt handle, too. */
  public String send(String body) {
    String id = "message-" + sent++;
    messages.put(id, new Message(id, body, clock.instant().plus(settings.delay())));
    return id;
  }

  /** At most ten that are visible; those received too often are moved to the dead letters. */
  public List<Message> receive() {
    Instant now = clock.instant();
    List<Message> received = new ArrayList<>();
    for (Message message : List.copyOf(messages.values())) {
      if (received.size() == 10 || message.visibleFrom.isAfter(now)) {
        continue;
      }
      if (message.receives.size() >= settings.mostReceives()) {
        messages.remove(message.id);
        dead.add(message.body);
        continue;
      }
      message.receives.add(now);
      message.visibleFrom = now.plus(settings.visibility());
      received.add(message);
    }
    return received;
  }

  void putOff(String receipt, Duration pause) {
    Objects.requireNonNull(messages.get(receipt)).visibleFrom = clock.instant().plus(pause);
  }

  /** One that was sent and not deleted. */
  public Message message(String id) {
    return Objects.requireNonNull(messages.get(id));
  }

  public void delete(String receipt) {
    messages.remove(receipt);
  }

  /** All that were sent and not deleted. */
  public List<Message> messages() {
    return List.copyOf(messages.values());
  }

  public List<String> bodies() {
    return messages.values().stream().map(Message::body).toList();
  }

  /** What the redrive policy moved. */
  public List<String> dead() {
    return dead;
  }
}
