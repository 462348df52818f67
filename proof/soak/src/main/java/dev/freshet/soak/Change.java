package dev.freshet.soak;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A change by a person, repeated until it is acknowledged. A committed change stays: a later name
 * has a higher number, and no order is withdrawn. Only follows are undone. Thread-safe.
 */
final class Change {

  /** The kind of change. */
  enum Kind {
    /** The name now bears this number. */
    RENAME,
    /** The order of this number is placed: it has a notification of its own. */
    ORDER,
    /** The notification of the order of this number is read. */
    MARK_READ,
    /** The other person is followed, or no longer followed. */
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
   * @param other the followed person, if any
   * @param following whether the change is a follow, not an unfollow
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

  /** The id of the followed person. */
  String other() {
    return other;
  }

  boolean following() {
    return following;
  }

  /** The time of the first request: no earlier answer shows it. */
  long sentAt() {
    return sentAt;
  }

  /** The time of the acknowledgement: it was committed earlier. */
  long ackedAt() {
    return ackedAt;
  }

  boolean ackedBy(long time) {
    return ackedAt <= time;
  }

  /** The order's id; empty until it is known. */
  String orderId() {
    return orderId;
  }

  void acknowledge(long at, String id) {
    orderId = id;
    ackedAt = at;
  }

  /**
   * Records whether an answer of this tier, requested at this time without {@code fresh}, showed
   * the change.
   */
  synchronized void observed(Tier tier, long askedAt, boolean shown) {
    missedUntil.merge(tier, shown ? 0 : Math.max(0, askedAt - ackedAt), Math::max);
  }

  /**
   * The time from the acknowledgement until the last answer of the tier without the change: 0 if
   * none lacked it; empty if none was requested.
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
