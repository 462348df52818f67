package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Counts.Kind;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.viewcache.protocol.Answer;
import dev.freshet.viewcache.protocol.CachedViews;
import dev.freshet.viewcache.protocol.LoadedView;
import dev.freshet.viewcache.protocol.ServedView;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The read functions with the fenced Redis. A view's body is its version. */
final class Origin implements Source {
  /** Consistent reads of 4 KB that load a page, and a card. */
  private static final int PAGE_UNITS = 5;

  private static final int CARD_UNITS = 1;

  private final World world;
  private final CachedViews views;

  Origin(World world) {
    this.world = world;
    this.views = new CachedViews(world.cache(), World.TIMES, world.time(), (_, _) -> {});
  }

  @Override
  public Reply serve(Request asked) {
    List<Part> parts = asked.read().page().parts();
    List<ViewRequest> requests = new ArrayList<>();
    for (Part part : parts) {
      requests.add(
          new ViewRequest(
              part.owner(),
              part.view(),
              "",
              asked.fresh() == 0
                  ? Optional.empty()
                  : Optional.of(Instant.ofEpochMilli(asked.fresh())),
              Instant.ofEpochMilli(asked.tokenEnds()),
              asked.read().page().isJoined() ? Optional.empty() : asked.ifNoneMatch()));
    }
    List<ServedView> served = views.serveAll(requests, this::load);
    count(served);
    return new Reply(
        new PartVersions(served.stream().map(view -> Integer.valueOf(view.page().body())).toList()),
        served);
  }

  private void count(List<ServedView> served) {
    world.counts().add(Kind.ORIGIN_ANSWERS, 1);
    if (served.stream().allMatch(view -> view.source() == Answer.Source.CACHE)) {
      world.counts().add(Kind.REDIS_HITS, 1);
    }
  }

  private List<LoadedView> load(List<ViewRequest> requests) {
    return requests.stream().map(this::load).toList();
  }

  private LoadedView load(ViewRequest request) {
    int version = load(world.trace().site().part(request.owner(), request.view()));
    return new LoadedView(PartVersions.etag(version), Integer.toString(version));
  }

  /** Reads the part from the table, and returns its version. */
  int load(Part part) {
    boolean card = part.view().equals(ViewCatalogue.CARD);
    world.counts().add(Kind.TABLE_LOADS, 1);
    world.counts().add(Kind.READ_UNITS, card ? CARD_UNITS : PAGE_UNITS);
    return world.table().version(part);
  }
}
