package dev.freshet.checker;

import dev.freshet.domain.Owner;
import dev.freshet.viewcache.CacheAwayException;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Lookup;
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
    WORKS,
    FAILS,
    REPLY_LOST,
    FOREIGN_PAGE
  }

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final World world;
  private final int number;
  private final int clock;

  private int owner;
  private long fresh;
  private int needed;

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

  boolean idle() {
    return step == null;
  }

  int owner() {
    return owner;
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
    make(
        world.begin(
            new ViewRequest(Table.owner(owner), world.view(), "", token, Instant.MAX), now()));
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
      say(() -> "has its reply: " + found);
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
      return new Lookup.Hit(new Envelope(said, now(), page.etag(), page.body()));
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
    say(() -> "fills with v" + version(fill.page()) + how(call) + ": " + result);
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
        long expires = world.time() + world.timing().ticks(Duration.ofSeconds(seconds));
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
    return call == Call.WORKS ? "" : " (" + call + ")";
  }

  private void say(Supplier<String> what) {
    if (world.journal().telling()) {
      String who = "reader " + number + " of " + Table.owner(owner);
      world.journal().tell(world.time(), who + " " + what.get());
    }
  }

  /** Of all that the reader's future depends on, but for its number. */
  long hash() {
    boolean unbroken = fence != null && world.fenceStands(owner, fence);
    return Hash.of(
        clock,
        step == null ? 0 : step.getClass().hashCode(),
        step == null ? 0 : owner,
        step == null ? 0 : fresh,
        step == null ? 0 : needed,
        step == null ? 0 : madeAt,
        step instanceof LoadStep || step instanceof FillStep ? startedAt : 0,
        step instanceof Answer answer ? version(answer.page()) : loaded,
        unbroken ? 1 : 0,
        replyHash());
  }

  private long replyHash() {
    return switch (reply) {
      case Lookup.Hit(Envelope page) ->
          Hash.of(1, version(page), page.loadedAt().toEpochMilli(), page.owner().hashCode());
      case Lookup.Miss(Fence miss) -> Hash.of(2, world.fenceStands(owner, miss) ? 1 : 0);
      case null -> 0;
      default -> reply.getClass().hashCode();
    };
  }
}
