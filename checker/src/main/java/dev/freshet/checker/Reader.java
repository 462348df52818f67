package dev.freshet.checker;

import dev.freshet.domain.Owner;
import dev.freshet.viewcache.CacheAwayException;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Heat;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.protocol.Answer;
import dev.freshet.viewcache.protocol.DiscardStep;
import dev.freshet.viewcache.protocol.EdgePolicy;
import dev.freshet.viewcache.protocol.FillStep;
import dev.freshet.viewcache.protocol.LoadStep;
import dev.freshet.viewcache.protocol.ReadStep;
import dev.freshet.viewcache.protocol.Step;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client and the read function that serves it. Carries out the production steps, each call in
 * two actions, so that anything can happen while a call or its reply is under way.
 */
final class Reader {

  /** How a call of the cache ends. */
  enum Call {
    WORKS(""),
    FAILS("but the call fails"),
    REPLY_LOST("but the reply is lost"),
    FOREIGN_PAGE("where another owner's page lies");

    private final String text;

    Call(String text) {
      this.text = text;
    }
  }

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final World world;
  private final int number;
  private final int clock;

  private int owner;
  private long fresh;
  private int needed;

  /** Of the rules that all steps of one read share. */
  private long course;

  private @Nullable Step step;
  private @Nullable Object reply;
  private long madeAt;
  private long startedAt;
  private int loaded = -1;
  private @Nullable Fence fence;

  Reader(World world, int number, int clock) {
    this.world = world;
    this.number = number;
    this.clock = clock;
  }

  /** The same reader in a copy of its world. Steps and replies are immutable. */
  Reader(World world, Reader from) {
    this(world, from.number, from.clock);
    owner = from.owner;
    fresh = from.fresh;
    needed = from.needed;
    course = from.course;
    step = from.step;
    reply = from.reply;
    madeAt = from.madeAt;
    startedAt = from.startedAt;
    loaded = from.loaded;
    fence = from.fence;
  }

  boolean idle() {
    return step == null;
  }

  int owner() {
    return owner;
  }

  int clock() {
    return clock;
  }

  /** Whether the next action is a call of the cache, which may fail. */
  boolean calls() {
    return reply == null
        && (step instanceof ReadStep || step instanceof FillStep || step instanceof DiscardStep);
  }

  boolean reads() {
    return reply == null && step instanceof ReadStep;
  }

  /** Whether time must not pass: the answer arrives within the second half of the window. */
  boolean due() {
    return step instanceof Answer && world.time() + 1 >= madeAt + world.timing().windowTicks() / 2;
  }

  void start(int ofOwner, boolean wantsFresh) {
    owner = ofOwner;
    fresh = wantsFresh ? world.table().token(owner) : Table.NO_TOKEN;
    needed = wantsFresh ? world.table().version(owner) : 0;
    Edge.Copy copy = world.edge().find(owner, fresh, world.time());
    if (copy != null) {
      say(() -> "is answered by the edge: v" + copy.version());
      shown(copy.version());
      return;
    }
    Optional<Instant> token =
        wantsFresh ? Optional.of(Instant.ofEpochMilli(fresh)) : Optional.empty();
    ReadStep read =
        world.begin(
            new ViewRequest(Table.owner(owner), world.view(), "", token, Instant.MAX), now());
    boolean forEdge = !read.edgeUntil().equals(ViewCache.NOT_AT_EDGE);
    course = Hash.of(read.notBefore().toEpochMilli(), forEdge ? 1 : 0);
    make(read);
  }

  void advance(Call call) {
    switch (step) {
      case ReadStep read -> read(read, call);
      case LoadStep load -> load(load);
      case FillStep fill -> fill(fill, call);
      case DiscardStep discard -> discard(discard, call);
      case Answer answer -> arrive(answer);
      case null -> throw new IllegalStateException("nothing is read");
    }
  }

  private void read(ReadStep read, Call call) {
    if (reply instanceof Lookup found) {
      say(() -> "has its reply: " + Words.of(found));
      fence = found instanceof Lookup.Miss(Fence given) ? given : null;
      make(read.found(found, decidesAt()));
    } else {
      reply = lookup(read, call);
    }
  }

  private Lookup lookup(ReadStep read, Call call) {
    say(() -> "reads Redis" + how(call));
    if (call == Call.FOREIGN_PAGE) {
      Owner other = Table.owner(owner + 1);
      Owner said = world.variant() == Variant.OWNER_UNCHECKED ? Table.owner(owner) : other;
      var page = world.table().load(owner + 1, 0);
      return new Lookup.Hit(new Envelope(said, now(), page.etag(), page.body()), Heat.COOL);
    }
    Lookup found =
        call == Call.FAILS
            ? new Lookup.Away(RETRY_AFTER)
            : world.cache().read(read.key(), read.notBefore(), read.edgeUntil(), world.newFence());
    return call == Call.REPLY_LOST ? new Lookup.Away(RETRY_AFTER) : found;
  }

  private void load(LoadStep load) {
    if (loaded < 0) {
      boolean index = world.variant() == Variant.INDEX_LOAD;
      loaded = index ? world.table().indexed(owner) : world.table().version(owner);
      say(() -> "loads v" + loaded);
    } else {
      make(load.loaded(world.table().load(owner, loaded), world.at(startedAt, clock), now()));
    }
  }

  private void fill(FillStep fill, Call call) {
    if (reply instanceof FillResult result) {
      make(fill.filled(result, decidesAt()));
      return;
    }
    FillResult result =
        call == Call.FAILS
            ? new FillResult.Away(RETRY_AFTER)
            : world
                .cache()
                .fill(fill.key(), fill.fence(), fill.page(), fill.timeToLive(), fill.edgeUntil());
    say(() -> "fills with v" + version(fill.page()) + how(call) + ": " + Words.of(result));
    reply = call == Call.REPLY_LOST ? new FillResult.Away(RETRY_AFTER) : result;
  }

  private void discard(DiscardStep discard, Call call) {
    say(() -> "discards another owner's page" + how(call));
    try {
      if (call == Call.FAILS) {
        throw new CacheAwayException("simulated");
      }
      world.cache().discard(discard.owner(), discard.view());
      make(call == Call.REPLY_LOST ? discard.away() : discard.discarded());
    } catch (CacheAwayException _) {
      make(discard.away());
    }
  }

  private void make(Step next) {
    step = next;
    reply = null;
    madeAt = world.time();
    switch (next) {
      case LoadStep _ -> {
        startedAt = madeAt;
        loaded = -1;
        say(() -> "begins to load");
      }
      case Answer answer when answer.edge() instanceof EdgePolicy.NoStore -> arrive(answer);
      case Answer answer ->
          say(() -> "is sent v" + version(answer.page()) + ", for the edge to keep");
      case ReadStep _ ->
          say(() -> "asks" + (fresh == Table.NO_TOKEN ? "" : " for its own write, v" + needed));
      case FillStep _, DiscardStep _ -> {}
    }
  }

  private void arrive(Answer answer) {
    int version = version(answer.page());
    if (Table.ownerOf(answer.page().body()) != owner) {
      world.journal().violated("another owner's data was answered");
    }
    switch (answer.edge()) {
      case EdgePolicy.Store(long seconds) -> {
        long expires = world.time() + world.timing().ticks(seconds);
        world.edge().put(new Edge.Copy(owner, fresh, version, expires), world.time());
        say(() -> "gets v" + version + ", the edge keeps it");
      }
      case EdgePolicy.NoStore(var reason) ->
          say(() -> "gets v" + version + ", no-store: " + reason);
    }
    step = null;
    reply = null;
    fence = null;
    loaded = -1;
    shown(version);
  }

  private void shown(int version) {
    if (version < needed) {
      world.journal().violated("v" + version + " was answered to who knew of v" + needed);
    }
  }

  private Instant decidesAt() {
    return world.variant() == Variant.SLOW_CACHED ? world.at(madeAt, clock) : now();
  }

  private Instant now() {
    return world.at(world.time(), clock);
  }

  private static int version(Envelope page) {
    return Table.versionOf(page.body());
  }

  private static String how(Call call) {
    return call == Call.WORKS ? "" : ", " + call.text;
  }

  private void say(Supplier<String> what) {
    if (world.journal().telling()) {
      String who = "reader " + number + " of " + Table.owner(owner);
      world.journal().tell(world.time(), who + " " + what.get());
    }
  }

  /** Of all that the reader's future depends on, but for its number. */
  long hash() {
    return step == null ? Hash.of(clock) : Hash.of(clock, asked(), stepHash(step), replyHash());
  }

  private long asked() {
    return Hash.of(owner, fresh, needed, course);
  }

  private long stepHash(Step current) {
    return switch (current) {
      case ReadStep _ -> Hash.of(1, madeAt);
      case LoadStep _ -> Hash.of(2, startedAt, loaded, fenceHash());
      case FillStep _ -> Hash.of(3, startedAt, loaded, fenceHash(), madeAt);
      case DiscardStep _ -> Hash.of(4);
      case Answer answer -> Hash.of(5, madeAt, version(answer.page()), edgeSeconds(answer));
    };
  }

  private static long edgeSeconds(Answer answer) {
    return answer.edge() instanceof EdgePolicy.Store(long seconds) ? seconds : 0;
  }

  /** Which fence it is does not matter, but whether it is still the one in Redis. */
  private int fenceHash() {
    if (fence == null) {
      return 0;
    }
    return world.fenceStands(owner, fence) ? 1 : 2;
  }

  private long replyHash() {
    return switch (reply) {
      case Lookup.Hit(Envelope page, Heat heat) ->
          Hash.of(
              heat == Heat.HOT ? 9 : 1,
              version(page),
              page.loadedAt().toEpochMilli(),
              page.owner().hashCode());
      case Lookup.Miss(Fence miss) -> world.fenceStands(owner, miss) ? 2 : 3;
      case Lookup.Unreadable _ -> 4;
      case Lookup.Away _ -> 5;
      case FillResult.Stored(Heat heat) -> heat == Heat.HOT ? 10 : 6;
      case FillResult.Rejected _ -> 7;
      case FillResult.Away _ -> 8;
      case null -> 0;
      default -> throw new IllegalStateException("not a reply: " + reply);
    };
  }
}
