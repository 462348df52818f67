package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Event.Read;
import dev.freshet.bench.replay.Event.Write;
import dev.freshet.viewcache.ProtocolTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Compares answers with the table, one by one. */
final class Staleness {
  private final Table table;
  private final ProtocolTimes times;
  private final List<Long> stale = new ArrayList<>();
  private long late;
  private long ownWrites;
  private long longest;

  Staleness(Table table, ProtocolTimes times) {
    this.table = table;
    this.times = times;
  }

  /** Judges the answer to a request, at its time. */
  void judge(Read read, ReplayedEdge.Copy copy) {
    long now = read.at();
    Optional<Write> oldest = oldestUnseen(read.page(), copy.shown());
    if (missesOwnWrite(read, copy.shown())) {
      ownWrites++;
    }
    oldest.ifPresent(write -> {
      stale.add(now - write.at());
      longest = Math.max(longest, now - write.evictedAt());
      if (now > write.evictedAt() + bound(copy).toMillis()) {
        late++;
      }
    });
  }

  /** A commit of the page's user that was acknowledged to the client before its request. */
  private boolean missesOwnWrite(Read read, PartVersions shown) {
    return table
        .unseen(read.page().own(), shown.versions().getFirst())
        .filter(write -> write.at() <= read.fresh())
        .isPresent();
  }

  private Optional<Write> oldestUnseen(Page page, PartVersions shown) {
    Optional<Write> oldest = Optional.empty();
    for (int i = 0; i < page.parts().size(); i++) {
      Optional<Write> unseen = table.unseen(page.parts().get(i), shown.versions().get(i));
      if (unseen.isPresent() && (oldest.isEmpty() || unseen.get().at() < oldest.get().at())) {
        oldest = unseen;
      }
    }
    return oldest;
  }

  /** The time after an eviction during which copies may be served. */
  private Duration bound(ReplayedEdge.Copy copy) {
    return times
        .purgeWindow()
        .plus(copy.isLong() ? ProtocolTimes.PURGE_DELAY : times.shortEdgeTtl());
  }

  Summary summary() {
    Collections.sort(stale);
    return new Summary(
        stale.size(), late, ownWrites, percentile(0.5), percentile(0.99), percentile(1), longest);
  }

  private long percentile(double share) {
    return stale.isEmpty() ? 0 : stale.get((int) Math.ceil(share * stale.size()) - 1);
  }

  /**
   * The stale answers.
   *
   * @param late number of answers later after the eviction than allowed
   * @param ownWrites answers without the same client's earlier write
   * @param median in milliseconds since the commit, like the next two
   * @param sinceEviction the longest time since the eviction, in milliseconds
   */
  record Summary(
      long count,
      long late,
      long ownWrites,
      long median,
      long percentile99,
      long most,
      long sinceEviction) {}
}
