package dev.freshet.checker.model;

import java.util.ArrayList;
import java.util.List;

/** The waiting messages: changes to be evicted, and notices for the edge invalidators. */
final class Queues {
  /** More than a readable trace has. */
  private static final int CROWD = 8;

  private final List<Change> changes = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();
  private final int[] serials;

  Queues(int owners) {
    serials = new int[owners];
  }

  private Queues(Queues from) {
    changes.addAll(from.changes);
    notices.addAll(from.notices);
    serials = from.serials.clone();
  }

  /** Messages are immutable. */
  Queues copy() {
    return new Queues(this);
  }

  /** Read-only. */
  List<Change> changes() {
    return changes;
  }

  /** Read-only. */
  List<Notice> notices() {
    return notices;
  }

  boolean areCrowded() {
    return changes.size() + notices.size() >= CROWD;
  }

  Change change(int serial) {
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i).serial() == serial) {
        return changes.get(i);
      }
    }
    throw new IllegalStateException("no change " + serial);
  }

  Notice notice(int serial) {
    for (int i = 0; i < notices.size(); i++) {
      if (notices.get(i).serial() == serial) {
        return notices.get(i);
      }
    }
    throw new IllegalStateException("no notice " + serial);
  }

  List<Notice> due(long tick) {
    return notices.stream().filter(notice -> notice.isDue(tick)).toList();
  }

  /** The serial number of the owner's next change. */
  int next(int owner) {
    return Serial.of(owner, serials[owner]);
  }

  void begin(int serial, int version, boolean flush) {
    int owner = Serial.owner(serial);
    serials[owner] = Math.max(serials[owner], serial - Serial.of(owner, 0)) + 1;
    changes.add(new Change(serial, version, flush));
  }

  void again(Change change) {
    int copy = 1;
    while (hasChange(Serial.copy(change.serial(), copy))) {
      copy++;
    }
    changes.add(change.again(Serial.copy(change.serial(), copy)));
  }

  private boolean hasChange(int serial) {
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i).serial() == serial) {
        return true;
      }
    }
    return false;
  }

  void done(Change change) {
    changes.removeIf(it -> it.serial() == change.serial());
  }

  boolean hasChangeOf(int owner) {
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i).owner() == owner) {
        return true;
      }
    }
    return false;
  }

  /** Queues a notice, under another number if its own is taken. */
  void add(Notice notice) {
    int serial = notice.serial();
    for (int copy = 0; hasNotice(serial); copy++) {
      serial = Serial.copy(serial, copy);
    }
    notices.add(notice.again(serial));
  }

  private boolean hasNotice(int serial) {
    for (int i = 0; i < notices.size(); i++) {
      if (notices.get(i).serial() == serial) {
        return true;
      }
    }
    return false;
  }

  void taken(List<Notice> some) {
    for (Notice taken : some) {
      notices.removeIf(it -> it.serial() == taken.serial());
    }
  }

  /** Their promises no longer hold. */
  void withoutPromise(int owner) {
    notices.replaceAll(it -> it.owner() == owner ? it.withoutPromise() : it);
  }

  long hash() {
    long sum = 0;
    for (Change change : changes) {
      sum += change.hash();
    }
    for (Notice notice : notices) {
      sum += notice.hash();
    }
    return sum;
  }
}
