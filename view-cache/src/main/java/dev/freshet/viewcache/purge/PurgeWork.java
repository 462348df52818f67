package dev.freshet.viewcache.purge;

import dev.freshet.domain.ViewsEvicted;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.lease.LeaseStore.Query;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Several notices that are handled at once.
 *
 * @param notices each due; together they name no more views than {@link #MOST_VIEWS}
 */
public record PurgeWork(PurgeRule rule, List<ViewsEvicted> notices) {
  /** As many as are read and written in one step, beside the ledger. */
  public static final int MOST_VIEWS = LeaseStore.MOST_RECORDS - 1;

  /** How often a change by another writer is answered by beginning anew. */
  static final int MOST_ATTEMPTS = 3;

  public PurgeWork {
    notices = List.copyOf(notices);
  }

  /** The first step. */
  public PurgeStep begin() {
    return new PurgeStep.ReadRecords(this, 1);
  }

  Query query(YearMonth month) {
    Set<ViewKey> views = new HashSet<>();
    for (ViewsEvicted notice : notices) {
      notice
          .evictions()
          .forEach(eviction -> views.add(new ViewKey(notice.owner(), eviction.view())));
    }
    return new Query(views, month, Optional.empty());
  }

  PurgeStep.Ended allReturned() {
    return new PurgeStep.Ended(
        new TreeSet<>(IntStream.range(0, notices.size()).boxed().toList()), new TreeMap<>());
  }
}
