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
import dev.freshet.viewcache.protocol.FillStep;
import dev.freshet.viewcache.protocol.LoadStep;
import dev.freshet.viewcache.protocol.ReadStep;
import dev.freshet.viewcache.protocol.Step;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The read of one view, from the first step to the answer. Carries out the production steps, each
 * call in two actions, so that anything can happen while a call or its reply is under way.
 */
final class Part {

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
  private final Reader reader;
  private final int owner;

  /** Of the rules that all steps of one read share. */
  private final long course;

  private Step step;
  private @Nullable Object reply;
  private long madeAt;
  private long startedAt;
  private int loaded = -1;
  private @Nullable Fence fence;

  Part(World world, Reader reader, int owner, ViewRequest request) {
    this.world = world;
    this.reader = reader;
    this.owner = owner;
    ReadStep read = world.begin(request, reader.now());
    boolean forEdge = !read.edgeUntil().equals(ViewCache.NOT_AT_EDGE);
    course = Hash.of(read.notBefore().toEpochMilli(), forEdge ? 1 : 0);
    step = read;
    madeAt = world.time();
  }

  /** The same in a copy of its world. Steps and replies are immutable. */
  Part(World world, Reader reader, Part from) {
    this.world = world;
    this.reader = reader;
    owner = from.owner;
    course = from.course;
    step = from.step;
    reply = from.reply;
    madeAt = from.madeAt;
    startedAt = from.startedAt;
    loaded = from.loaded;
    fence = from.fence;
  }

  int owner() {
    return owner;
  }

  /** Whether the next action is a call of the cache, which may fail. */
  boolean calls() {
    return reply == null && !(step instanceof LoadStep);
  }

  boolean reads() {
    return reply == null && step instanceof ReadStep;
  }

  /** The answer, once there is one. */
  @Nullable Answer answer() {
    return step instanceof Answer answer ? answer : null;
  }

  void advance(Call call) {
    switch (step) {
      case ReadStep read -> read(read, call);
      case LoadStep load -> load(load);
      case FillStep fill -> fill(fill, call);
      case DiscardStep discard -> discard(discard, call);
      case Answer _ -> throw new IllegalStateException("this part is at its end");
    }
  }

  private void read(ReadStep read, Call call) {
    if (reply instanceof Lookup found) {
      reader.say(() -> "has its reply: " + Words.of(found));
      fence = found instanceof Lookup.Miss(Fence given) ? given : null;
      make(read.found(found, decidesAt()));
    } else {
      reply = lookup(read, call);
    }
  }

  private Lookup lookup(ReadStep read, Call call) {
    reader.say(() -> "reads Redis" + how(call));
    if (call == Call.FOREIGN_PAGE) {
      Owner other = Table.owner(owner + 1);
      Owner said = world.variant() == Variant.OWNER_UNCHECKED ? Table.owner(owner) : other;
      var page = world.table().load(owner + 1, 0);
      return new Lookup.Hit(new Envelope(said, reader.now(), page.etag(), page.body()), Heat.COOL);
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
      reader.say(() -> "loads v" + loaded);
    } else {
      Instant started = world.at(startedAt, reader.clock());
      make(load.loaded(world.table().load(owner, loaded), started, reader.now()));
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
    reader.say(() -> "fills with v" + loaded + how(call) + ": " + Words.of(result));
    reply = call == Call.REPLY_LOST ? new FillResult.Away(RETRY_AFTER) : result;
  }

  private void discard(DiscardStep discard, Call call) {
    reader.say(() -> "discards another owner's page" + how(call));
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
    if (next instanceof LoadStep) {
      startedAt = madeAt;
      loaded = -1;
      reader.say(() -> "begins to load");
    }
  }

  private Instant decidesAt() {
    return world.variant() == Variant.SLOW_CACHED ? world.at(madeAt, reader.clock()) : reader.now();
  }

  private static String how(Call call) {
    return call == Call.WORKS ? "" : ", " + call.text;
  }

  /** Of all that its future depends on. */
  long hash() {
    return Hash.of(owner, course, stepHash(), replyHash());
  }

  private long stepHash() {
    return switch (step) {
      case ReadStep _ -> Hash.of(1, madeAt);
      case LoadStep _ -> Hash.of(2, startedAt, loaded, fenceHash());
      case FillStep _ -> Hash.of(3, startedAt, loaded, fenceHash(), madeAt);
      case DiscardStep _ -> 4;
      case Answer _ -> 5;
    };
  }

  /** Which fence it is does not matter, but where it still is the one. */
  private int fenceHash() {
    return fence == null ? 0 : 1 + fenceStands(fence);
  }

  private int fenceStands(Fence known) {
    return world.redis().fenceStands(owner, reader.view(), known);
  }

  private long replyHash() {
    return switch (reply) {
      case Lookup.Hit(Envelope page, Heat heat) ->
          Hash.of(
              heat == Heat.HOT ? 9 : 1,
              Table.versionOf(page.body()),
              page.loadedAt().toEpochMilli(),
              page.owner().text().hashCode());
      case Lookup.Miss(Fence miss) -> Hash.of(2, fenceStands(miss));
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
