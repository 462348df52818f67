package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Counts.Kind;
import dev.freshet.bench.replay.Event.Read;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.viewcache.protocol.Answer.Source;
import dev.freshet.viewcache.protocol.CachedViews;
import dev.freshet.viewcache.protocol.LoadedView;
import dev.freshet.viewcache.protocol.ServedView;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The read functions: the same for every design. A view's body is its version. */
final class Origin {
  /** Consistent reads of 4 KB that load a page, and a card. */
  private static final int PAGE_UNITS = 5;

  private static final int CARD_UNITS = 1;

  private final World world;
  private final Table table;
  private final CachedViews views;

  Origin(World world, Table table) {
    this.world = world;
    this.table = table;
    this.views = new CachedViews(world.cache(), World.TIMES, world.time(), (_, _) -> {});
  }

  /** Answers with the page's parts, in their order. */
  List<ServedView> serve(Read read, long tokenEnds, Optional<String> ifNoneMatch) {
    List<Part> parts = read.page().parts();
    List<ViewRequest> requests = new ArrayList<>();
    for (Part part : parts) {
      requests.add(
          new ViewRequest(
              part.owner(),
              part.view(),
              "",
              Optional.empty(),
              Instant.ofEpochMilli(tokenEnds),
              read.page().isJoined() ? Optional.empty() : ifNoneMatch));
    }
    List<ServedView> served = views.serveAll(requests, this::load);
    count(served);
    return served;
  }

  private void count(List<ServedView> served) {
    world.counts().add(Kind.ORIGIN_ANSWERS, 1);
    if (served.stream().allMatch(view -> view.source() == Source.CACHE)) {
      world.counts().add(Kind.REDIS_HITS, 1);
    }
  }

  private List<LoadedView> load(List<ViewRequest> requests) {
    return requests.stream().map(this::load).toList();
  }

  private LoadedView load(ViewRequest request) {
    boolean card = request.view().equals(ViewCatalogue.CARD);
    world.counts().add(Kind.TABLE_LOADS, 1);
    world.counts().add(Kind.READ_UNITS, card ? CARD_UNITS : PAGE_UNITS);
    int version = table.version(world.trace().site().part(request.owner(), request.view()));
    return new LoadedView(Shown.etag(version), Integer.toString(version));
  }
}
