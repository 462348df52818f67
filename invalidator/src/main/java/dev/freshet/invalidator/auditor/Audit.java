package dev.freshet.invalidator.auditor;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.invalidator.auditor.ViewReader.Served;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at an owner's views after a change. An answer from the cache that was loaded after the
 * change shows it. One that was loaded before, by more than clocks may differ, should have been
 * evicted: if it also differs from the table, it is stale.
 */
final class Audit {
  private final ViewReader reader;
  private final Duration clockSkew;

  Audit(ViewReader reader, Duration clockSkew) {
    this.reader = reader;
    this.clockSkew = clockSkew;
  }

  /** The views to look at. */
  List<ViewName> views(UserDataChanged change, Delay delay) {
    Stream<ViewName> ofOwner =
        ViewCatalogue.FRESHET.views().stream()
            .filter(view -> view.ownerKind() == change.owner().kind())
            .map(View::name);
    return Stream.concat(change.views().stream(), delay.comparesAll() ? ofOwner : Stream.empty())
        .distinct()
        .filter(reader::serves)
        .toList();
  }

  Finding look(UserDataChanged change, Instant changedAt, ViewName view, Delay delay) {
    Owner owner = change.owner();
    Optional<Served> served = reader.serve(view, owner);
    if (served.isEmpty()) {
      return new Finding.Inconclusive();
    }
    boolean older = served.get().loadedAt().isBefore(changedAt.minus(clockSkew));
    if (!served.get().fromCache() || !(older || delay.comparesAll())) {
      return new Finding.Fresh();
    }
    return compare(served.get(), reader.load(view, owner), older, change.views().contains(view));
  }

  private static Finding compare(
      Served served, Optional<Served> table, boolean older, boolean expected) {
    if (table.isEmpty()) {
      return new Finding.Inconclusive();
    }
    if (table.get().etag().equals(served.etag())) {
      return new Finding.Fresh();
    }
    return older ? new Finding.Stale(expected, served, table.get()) : new Finding.Overtaken();
  }
}
