package dev.freshet.soak;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A change that a person asked for, as often as it took until it was acknowledged. Once committed
 * it stays: a later name has a higher number, an order is never taken back. Only whom one follows
 * may change again. Thread-safe.
 */
final class Change {

  /** What is changed. */
  enum Kind {
    /** The name now bears this number. */
    RENAME,
    /** The order of this number is placed: it has a notification of its own. */
    ORDER,
    /** The notification of the order of this number is read. */
    MARK_READ,
    /** The other person is followed from now on, or no longer. */
    FOLLOW
  }

  private final Kind kind;
  private final int number;
  private final String other;
  private final boolean following;
  private final long sentAt;
  private volatile long ackedAt = SoakClock.NEVER;
  private volatile String orderId = "";
  private final Map<Tier, Long> missedUntil = new EnumMap<>(Tier.class);

  /**
   * @param other whom it is about, if it is about anybody
   * @param following whether they are followed then
   */
  Change(Kind kind, int number, String other, boolean following, long sentAt) {
    this.kind = kind;
    this.number = number;
    this.other = other;
    this.following = following;
    this.sentAt = sentAt;
  }

  Kind kind() {
    return kind;
  }

  int number() {
    return number;
  }

  /** The id of the one whom it is about. */
  String other() {
    return other;
  }

  boolean following() {
    return following;
  }

  /** When it was sent for the first time: it is in no answer from before. */
  long sentAt() {
    return sentAt;
  }

  /** When its author had the answer: it was committed before that. */
  long ackedAt() {
    return ackedAt;
  }

  boolean ackedBy(long time) {
    return ackedAt <= time;
  }

  /** The id that an order was given; empty until it is known. */
  String orderId() {
    return orderId;
  }

  void acknowledge(long at, String id) {
    orderId = id;
    ackedAt = at;
  }

  /**
   * Notes that an answer of this tier, asked for at this time without {@code fresh}, showed the
   * change or missed it.
   */
  synchronized void observed(Tier tier, long askedAt, boolean shown) {
    missedUntil.merge(tier, shown ? 0 : Math.max(0, askedAt - ackedAt), Math::max);
  }

  /**
   * How long after the change was acknowledged an answer of the tier last missed it: 0 if none did;
   * empty if none was asked for.
   */
  synchronized OptionalLong missedFor(Tier tier) {
    Long missed = missedUntil.get(tier);
    return missed == null ? OptionalLong.empty() : OptionalLong.of(missed);
  }

  @Override
  public String toString() {
    String what = kind == Kind.FOLLOW ? " " + other + ": " + following : " " + number;
    return "%s%s, sent at %s, acknowledged at %s"
        .formatted(kind, what, SoakClock.text(sentAt), SoakClock.text(ackedAt));
  }
}
