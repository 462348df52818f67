package dev.freshet.checker;

import dev.freshet.domain.View;
import dev.freshet.table.governor.CachedEdgeLimit;
import dev.freshet.table.governor.EdgeLimit;
import dev.freshet.viewcache.protocol.Answer;
import dev.freshet.viewcache.protocol.EdgePolicy;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client and the read function that serves it: its own page, then one by one the cards on it,
 * which are joined. The answer is a while on its way to the edge.
 */
final class Reader {
  private final World world;
  private final int number;
  private final int clock;

  /** For how long the edge may keep answers, where a budget limits that. */
  private final Supplier<Duration> edgeLimit;

  private JoinedPage page;
  private long fresh;
  private int[] needed = {};
  private @Nullable Part part;

  /** For the edge to keep, and when it left. */
  private EdgePolicy.@Nullable Store sent;

  private long sentAt;

  Reader(World world, int number, int clock) {
    this.world = world;
    this.number = number;
    this.clock = clock;
    page = new JoinedPage(world, 0);
    edgeLimit =
        world.setup().invalidators().budgeted()
            ? new CachedEdgeLimit(world.invalidator().state()::edgeLimit, this::now, _ -> {})
            : () -> EdgeLimit.NONE;
  }

  /** The same reader in a copy of its world. */
  Reader(World world, Reader from) {
    this(world, from.number, from.clock);
    page = from.page.copy(world);
    fresh = from.fresh;
    needed = from.needed;
    part = from.part == null ? null : new Part(world, this, from.part);
    sent = from.sent;
    sentAt = from.sentAt;
  }

  boolean idle() {
    return part == null && sent == null;
  }

  /** Whose view is read now. */
  int owner() {
    return part == null ? page.owner() : part.owner();
  }

  int clock() {
    return clock;
  }

  /** The number of the view that is read now. */
  int view() {
    return page.nextView();
  }

  Instant now() {
    return world.at(world.time(), clock);
  }

  /** Whether the next action is a call of the cache, which may fail. */
  boolean calls() {
    return part != null && part.calls();
  }

  boolean reads() {
    return part != null && part.reads();
  }

  /** Whether time must not pass: the answer arrives within the second half of the window. */
  boolean due() {
    return sent != null && world.time() + 1 >= sentAt + world.timing().windowTicks() / 2;
  }

  void start(int owner, boolean wantsFresh) {
    page = new JoinedPage(world, owner);
    fresh = wantsFresh ? world.table().token(owner) : Table.NO_TOKEN;
    needed = wantsFresh ? world.table().known(owner) : new int[] {};
    Edge.Copy copy = world.edge().find(owner, token(), fresh, world.millis());
    if (copy != null) {
      say(() -> "is answered by the edge: v" + copy.shown()[owner]);
      answered(copy.shown());
    } else {
      say(() -> "asks" + (wantsFresh ? " for its own write, v" + needed[owner] : ""));
      next();
    }
  }

  private void next() {
    int ofPart = page.nextOwner();
    Optional<Instant> token =
        fresh == Table.NO_TOKEN ? Optional.empty() : Optional.of(Instant.ofEpochMilli(fresh));
    ViewRequest request = new ViewRequest(Table.owner(ofPart), atEdge(), "", token, tokenExpiry());
    part = new Part(world, this, ofPart, request);
  }

  private View atEdge() {
    boolean limited = world.variant() != Variant.LIMIT_UNREAD;
    return world
        .shelf()
        .views()
        .get(view())
        .atEdgeNoLongerThan(limited ? edgeLimit.get() : EdgeLimit.NONE);
  }

  /** The first two readers share one; each other has its own. */
  private int token() {
    return Math.max(0, number - 1);
  }

  /** Tokens that are not shared end before a view's life at the edge does. */
  private Instant tokenExpiry() {
    Timing timing = world.setup().timing();
    return token() == 0
        ? Instant.MAX
        : now().plus(timing.times().purgeWindow()).plus(timing.edgeTtl().dividedBy(4));
  }

  void advance(Part.Call call) {
    if (part == null) {
      arrive();
      return;
    }
    part.advance(call);
    Answer answer = part.answer();
    if (answer != null) {
      page.add(answer);
      goOn();
    }
  }

  private void goOn() {
    if (!page.isWhole()) {
      say(() -> "goes on with a card");
      next();
      return;
    }
    part = null;
    switch (page.policy(now())) {
      case EdgePolicy.Store store -> {
        sent = store;
        sentAt = world.time();
        say(() -> "is sent " + page + ", for the edge to keep");
      }
      case EdgePolicy.NoStore(var reason) -> {
        say(() -> "gets " + page + ", no-store: " + reason);
        end(page.shown());
      }
    }
  }

  private void arrive() {
    EdgePolicy.Store store = sent;
    if (store == null) {
      throw new IllegalStateException("nothing is read");
    }
    int[] shown = page.shown();
    int owner = page.owner();
    long expires = world.millis() + Duration.ofSeconds(store.seconds()).toMillis();
    world
        .edge()
        .put(
            new Edge.Copy(owner, token(), fresh, shown, world.shelf().tags().get(owner), expires),
            world.millis());
    say(() -> "gets " + page + ", the edge keeps it");
    end(shown);
    for (int other = 0; other < shown.length; other++) {
      if (shown[other] != Edge.NOT_SHOWN) {
        Promises.check(world, other);
      }
    }
  }

  private void end(int[] shown) {
    part = null;
    sent = null;
    answered(shown);
  }

  private void answered(int[] shown) {
    for (int i = 0; i < needed.length; i++) {
      if (shown[i] != Edge.NOT_SHOWN && shown[i] < needed[i]) {
        world
            .journal()
            .violated("v%d was answered to who knew of v%d".formatted(shown[i], needed[i]));
      }
    }
  }

  void say(Supplier<String> what) {
    if (world.journal().telling()) {
      String card = part != null && view() == Shelf.CARD ? ", card of " + Table.owner(owner()) : "";
      String who = "reader " + number + " of " + Table.owner(page.owner()) + card;
      world.journal().tell(world.time(), who + " " + what.get());
    }
  }

  /** Of all that the reader's future depends on, but for its number. */
  long hash() {
    if (idle()) {
      return Hash.of(clock);
    }
    return Hash.of(
        Hash.of(clock, page.owner(), fresh, Hash.of(needed)),
        page.hash(),
        part == null ? 0 : part.hash(),
        sent == null ? 0 : Hash.of(sent.seconds(), sentAt));
  }
}
