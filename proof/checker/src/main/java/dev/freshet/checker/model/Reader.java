package dev.freshet.checker.model;

import dev.freshet.viewcache.protocol.Agreement;
import dev.freshet.viewcache.protocol.EdgePolicy;
import dev.freshet.viewcache.protocol.ServedView;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client, its point of presence and the read function, with one request at a time. */
public final class Reader {
  /** The first two readers share a token. */
  private static final int SHARED_TOKENS = 1;

  private final World world;
  private final int number;
  private final int clock;

  private Request request = new Request(0, 0, false, false);
  private int[] needed = new int[0];
  private String ifNoneMatch = "";

  /** Whether the client has the answer already. */
  private boolean namesAll;

  private Copy.Key key = new Copy.Key(0, 0, 0, Table.NO_TOKEN);
  private JoinedPage page;
  private @Nullable Part part;
  private boolean counting;
  private @Nullable Granting granting;
  private EdgePolicy.@Nullable Store sent;
  private long sentAt;

  Reader(World world, int number, int clock) {
    this.world = world;
    this.number = number;
    this.clock = clock;
    page = new JoinedPage(world, 0);
  }

  /** Copies it for a copy of its world. */
  Reader(World world, Reader from) {
    this.world = world;
    number = from.number;
    clock = from.clock;
    request = from.request;
    needed = from.needed;
    ifNoneMatch = from.ifNoneMatch;
    namesAll = from.namesAll;
    key = from.key;
    page = from.page.copy(world);
    part = from.part == null ? null : new Part(world, this, from.part);
    counting = from.counting;
    granting = from.granting == null ? null : new Granting(world, this, from.granting);
    sent = from.sent;
    sentAt = from.sentAt;
  }

  boolean idle() {
    return part == null && !counting && granting == null && sent == null;
  }

  int number() {
    return number;
  }

  int clock() {
    return clock;
  }

  /** The number of the current view. */
  int view() {
    return page.nextView();
  }

  Instant now() {
    return world.at(world.time(), clock);
  }

  /** Whether the next action is a call of the cache, which may fail. */
  boolean callsCache() {
    return (part != null && part.calls())
        || counting
        || (granting != null && granting.callsCache());
  }

  boolean callsStore() {
    return granting != null && granting.callsStore();
  }

  boolean writes() {
    return granting != null && granting.writes();
  }

  /** Whether it may find a page of the next owner. */
  boolean mayFindForeign() {
    return part != null && part.reads() && part.owner() + 1 < world.setup().cast().owners();
  }

  /**
   * Whether time must not pass, because the answer must arrive within the second half of the
   * window.
   */
  boolean due() {
    return sent != null && world.time() + 1 >= sentAt + world.timing().windowTicks() / 2;
  }

  void start(Request asked) {
    request = asked;
    page = new JoinedPage(world, asked.owner());
    Table table = world.table();
    long fresh = asked.fresh() ? table.token(asked.owner()) : Table.NO_TOKEN;
    needed = asked.fresh() ? table.known(asked.owner()) : new int[0];
    key = new Copy.Key(asked.owner(), asked.page(), token(), fresh);
    int place = world.edge().placeOf(number);
    Copy copy = world.edge().serve(place, key, world.millis());
    if (copy != null) {
      say(() -> "is answered by the edge: v" + copy.shown()[asked.owner()]);
      answered(copy.shown());
      return;
    }
    Copy stored = stored();
    namesAll = stored == null && asked.again();
    ifNoneMatch =
        stored != null
            ? Copy.etag(stored.shown())
            : asked.again() ? table.newestEtags(asked.owner()) : "";
    say(() ->
        (ifNoneMatch.isEmpty() ? "asks" : "asks again")
            + (asked.fresh() ? " for its own write, v" + needed[asked.owner()] : ""));
    next();
  }

  /** The object that the origin's 304 would confirm: the one nearest to the origin. */
  private @Nullable Copy stored() {
    Copy regional = world.edge().find(ModelEdge.REGIONAL, key);
    return regional != null ? regional : world.edge().find(world.edge().placeOf(number), key);
  }

  private void next() {
    int ofPart = page.nextOwner();
    boolean own = view() == Shelf.PAGE;
    Optional<Instant> fresh =
        key.fresh() == Table.NO_TOKEN
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(key.fresh()));
    boolean counted = own && world.setup().cast().cards() == 0 && !ifNoneMatch.isEmpty();
    part =
        new Part(
            world,
            this,
            ofPart,
            new ViewRequest(
                Table.owner(ofPart),
                world.shelf().requested().get(view()),
                own ? Integer.toString(request.page()) : "",
                fresh,
                tokenExpiry(),
                counted ? Optional.of(ifNoneMatch) : Optional.empty()));
  }

  private int token() {
    return Math.max(0, number - SHARED_TOKENS);
  }

  /** Tokens of a single reader expire before a view's lifetime at the edge. */
  private Instant tokenExpiry() {
    Timing timing = world.timing();
    return token() == 0
        ? Instant.MAX
        : now().plus(timing.times().purgeWindow()).plus(timing.edgeTtl().multipliedBy(2));
  }

  void advance(Call call) {
    if (part != null) {
      part.advance(call);
      ServedView served = part.served();
      if (served != null) {
        page.add(served);
        goOn();
      }
    } else if (counting) {
      counting = false;
      begin(count(call));
    } else if (granting != null) {
      granting.advance(call);
      if (granting.isEnded()) {
        granted(granting);
      }
    } else {
      arrive(false);
    }
  }

  private void goOn() {
    if (!page.isWhole()) {
      say(() -> "goes on with a card");
      next();
      return;
    }
    part = null;
    if (policy() instanceof EdgePolicy.NoStore) {
      send();
    } else if (!page.isJoined()) {
      begin(own().state().savedAnswers());
    } else if (names(page.shown())) {
      counting = true;
    } else {
      begin(0);
    }
  }

  private boolean names(int[] shown) {
    return namesAll || (!ifNoneMatch.isEmpty() && ifNoneMatch.contains(Copy.etag(shown)));
  }

  private Agreement.Agreed own() {
    return (Agreement.Agreed) page.parts().getFirst().agreement();
  }

  private long count(Call call) {
    say(() -> "has its answer counted" + call.text());
    long counted =
        call.isCarriedOut()
            ? world
                .cache()
                .countSaved(world.redis().key(page.owner(), Shelf.PAGE), own().state().generation())
            : 0;
    return call == Call.WORKS ? counted : 0;
  }

  private void begin(long saved) {
    world
        .grants()
        .begin(page.parts(), saved, false, now())
        .ifPresentOrElse(first -> granting = new Granting(world, this, first), this::send);
  }

  private void granted(Granting ended) {
    if (ended.isGranted()) {
      page.leased(ended.parts(), ended.until());
    }
    granting = null;
    send();
  }

  private EdgePolicy policy() {
    return BrokenPolicy.of(world, page, now());
  }

  private void send() {
    EdgePolicy policy = policy();
    switch (policy) {
      case EdgePolicy.Store store -> {
        sent = store;
        sentAt = world.time();
        say(() -> "is sent " + page + ", for the edge to keep for " + store.seconds() + " s");
      }
      case EdgePolicy.NoStore(var reason) -> {
        say(() -> "gets " + page + ", no-store: " + Words.text(reason));
        end(page.shown());
      }
    }
  }

  /** Whether the answer may renew a stored object with its stored lifetime. */
  boolean mayKeepLife() {
    return sent != null && confirmed(sent) != null;
  }

  /** The stored object confirmed by a 304. */
  private @Nullable Copy confirmed(EdgePolicy.Store store) {
    boolean may = store.confirms() || world.variant() == Variant.SHORT_CONFIRMED;
    Copy stored = may && names(page.shown()) ? stored() : null;
    return stored != null && Copy.etag(stored.shown()).equals(Copy.etag(page.shown()))
        ? stored
        : null;
  }

  void arrive(boolean storedLife) {
    EdgePolicy.Store store = sent;
    if (store == null) {
      throw new IllegalStateException("nothing was sent");
    }
    int[] shown = page.shown();
    Copy stored = confirmed(store);
    boolean notModified = store.confirms() && names(shown);
    long millis = Duration.ofSeconds(store.seconds()).toMillis();
    if (stored != null) {
      long life = storedLife ? stored.life() : millis;
      say(() -> "gets a 304 for " + page + ", the edge keeps it for " + life + " ms more");
      keep(stored.confirmed(world.edge().purges(), life, world.millis(), page.truthEnds()));
    } else if (!notModified) {
      say(() -> "gets " + page + ", the edge keeps it for " + millis + " ms");
      keep(
          new Copy(
              key,
              shown,
              world.shelf().tags().get(page.owner()),
              world.edge().purges(),
              millis,
              world.millis() + millis,
              page.truthEnds()));
    } else {
      say(() -> "gets a 304 for " + page + ", of which the edge has nothing");
    }
    end(shown);
  }

  private void keep(Copy copy) {
    long now = world.millis();
    world.edge().put(ModelEdge.REGIONAL, copy, now);
    int place = world.edge().placeOf(number);
    if (place != ModelEdge.REGIONAL) {
      world.edge().put(place, copy, now);
    }
    world.promises().checkEdge();
  }

  /** The function stops: its client gets no answer. */
  void stop() {
    say(() -> "gets no answer, the function stops");
    end(Copy.nothing(world.setup().cast().owners()));
  }

  private void end(int[] shown) {
    part = null;
    granting = null;
    counting = false;
    sent = null;
    answered(shown);
  }

  private void answered(int[] shown) {
    for (int i = 0; i < needed.length; i++) {
      if (shown[i] != Copy.NOT_SHOWN && shown[i] < needed[i]) {
        world
            .journal()
            .violated("v%d was answered where v%d was known of".formatted(shown[i], needed[i]));
      }
    }
    needed = new int[0];
  }

  void say(Supplier<String> what) {
    if (world.journal().telling()) {
      String card =
          part != null && view() == Shelf.CARD ? ", card of " + Table.owner(part.owner()) : "";
      String who = "reader " + number + " of " + Table.owner(page.owner()) + card;
      world.journal().tell(world.time(), who + " " + what.get());
    }
  }

  /** Hashes everything that the reader's future depends on, except its number. */
  long hash() {
    int place = world.edge().placeOf(number);
    if (idle()) {
      return Hash.of(clock, place, token());
    }
    EdgePolicy.Store store = sent;
    return Hash.of(
        Hash.of(
            clock, place, key.hash(), ifNoneMatch.hashCode(), namesAll ? 1 : 0, Hash.of(needed)),
        page.hash(),
        part == null ? 0 : part.hash(),
        counting ? 1 : 0,
        granting == null ? 0 : granting.hash(),
        store == null ? 0 : Hash.of(store.seconds(), store.confirms() ? 1 : 0, sentAt));
  }
}
