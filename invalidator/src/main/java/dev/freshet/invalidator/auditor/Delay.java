package dev.freshet.invalidator.auditor;

/** How long after a change it is audited: the delay of the queue that the change came by. */
enum Delay {
  ONE_SECOND(1),
  FIVE_SECONDS(5),
  HALF_A_MINUTE(30);

  private final int seconds;

  Delay(int seconds) {
    this.seconds = seconds;
  }

  int seconds() {
    return seconds;
  }

  /** Whether every view of the owner is compared, not only those that the change should show in. */
  boolean comparesAll() {
    return this == HALF_A_MINUTE;
  }

  String checkedMetric() {
    return "AuditedAfter" + seconds + "s";
  }

  String staleMetric() {
    return "StaleAfter" + seconds + "s";
  }

  /** The environment variable that names the queue. */
  String queueSetting() {
    return "AUDIT_QUEUE_" + seconds + "S";
  }
}
