package dev.freshet.checker.model;

import dev.freshet.domain.Owner;
import dev.freshet.viewcache.CacheUnavailableException;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.GenerationState;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.protocol.Answer;
import dev.freshet.viewcache.protocol.DiscardStep;
import dev.freshet.viewcache.protocol.FillStep;
import dev.freshet.viewcache.protocol.LoadStep;
import dev.freshet.viewcache.protocol.ReadStep;
import dev.freshet.viewcache.protocol.ServedView;
import dev.freshet.viewcache.protocol.Step;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The read of one view, from the first step to the answer. Executes the production steps. A call
 * takes two actions, so that other actions can happen before its execution and before its reply.
 */
final class Part {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final World world;
  private final Reader reader;
  private final int owner;
  private final ViewRequest request;

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
    this.request = request;
    step = world.protocol().begin(request, reader.now());
    madeAt = world.time();
  }

  /** Copies it for a copy of its world. Steps and replies are immutable. */
  Part(World world, Reader reader, Part from) {
    this.world = world;
    this.reader = reader;
    owner = from.owner;
    request = from.request;
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

  /** The served answer, if any. */
  @Nullable ServedView served() {
    return step instanceof Answer answer
        ? new ServedView(
            request,
            answer.page(),
            answer.source(),
            answer.agreement(),
            Duration.ZERO,
            Duration.ZERO)
        : null;
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
      reader.say(() -> "has its reply: " + Words.of(found, world));
      fence = found instanceof Lookup.Miss(Fence given) ? given : null;
      make(read.found(found));
    } else {
      reply = lookup(read, call);
    }
  }

  private Lookup lookup(ReadStep read, Call call) {
    reader.say(() -> "reads Redis" + call.text());
    if (call == Call.FOREIGN_PAGE) {
      return foreign();
    }
    Lookup found =
        call.isCarriedOut()
            ? world.cache().readAll(List.of(read.call(world.newFence()))).getFirst()
            : new Lookup.Unavailable(RETRY_AFTER);
    return call == Call.WORKS ? found : new Lookup.Unavailable(RETRY_AFTER);
  }

  private Lookup foreign() {
    Owner other = Table.owner(owner + 1);
    Owner said = world.variant() == Variant.OWNER_UNCHECKED ? Table.owner(owner) : other;
    var page = world.table().load(owner + 1, 0);
    return new Lookup.Hit(
        new Envelope(said, reader.now(), page.etag(), page.body()),
        new GenerationState(new Generation("foreign"), GenerationState.NOT_LEASED, 0));
  }

  private void load(LoadStep load) {
    if (loaded < 0) {
      boolean index = world.variant() == Variant.INDEX_LOAD;
      loaded = index ? world.table().indexed(owner) : world.table().version(owner);
      reader.say(() -> "loads v" + loaded);
    } else {
      make(
          load.loaded(
              world.table().load(owner, loaded),
              world.at(startedAt, reader.clock()),
              reader.now()));
    }
  }

  private void fill(FillStep fill, Call call) {
    if (reply instanceof FillResult result) {
      make(fill.filled(result));
      return;
    }
    FillResult result =
        call.isCarriedOut()
            ? world.fill(owner, reader.view(), fill)
            : new FillResult.Unavailable(RETRY_AFTER);
    reader.say(() -> "fills with v" + loaded + call.text() + ": " + Words.of(result, world));
    reply = call == Call.WORKS ? result : new FillResult.Unavailable(RETRY_AFTER);
  }

  private void discard(DiscardStep discard, Call call) {
    reader.say(() -> "discards another owner's page" + call.text());
    try {
      if (!call.isCarriedOut()) {
        throw new CacheUnavailableException("simulated");
      }
      world.discard(discard.view());
      make(call == Call.WORKS ? discard.discarded() : discard.unavailable());
    } catch (CacheUnavailableException _) {
      make(discard.unavailable());
    }
  }

  private void make(Step next) {
    step = next;
    reply = null;
    madeAt = world.time();
    if (next instanceof LoadStep) {
      startedAt = world.time();
    }
  }

  /** Hashes everything that the rest of the read depends on. */
  long hash() {
    return Hash.of(
        owner,
        kind(),
        madeAt,
        startedAt,
        loaded,
        fence == null ? 0 : 1 + world.redis().fenceStands(owner, reader.view(), fence),
        replyHash());
  }

  private int kind() {
    return switch (step) {
      case ReadStep _ -> 1;
      case LoadStep _ -> 2;
      case FillStep _ -> 3;
      case DiscardStep _ -> 4;
      case Answer _ -> 5;
    };
  }

  private long replyHash() {
    return switch (reply) {
      case Lookup.Hit(Envelope page, GenerationState state) ->
          Hash.of(
              Table.versionOf(page.body()),
              page.loadedAt().toEpochMilli(),
              page.owner().text().hashCode(),
              hash(state));
      case Lookup.Miss(Fence miss) ->
          Hash.of(2, world.redis().fenceStands(owner, reader.view(), miss));
      case Lookup.Unreadable _ -> 4;
      case Lookup.Unavailable _ -> 5;
      case FillResult.Stored(GenerationState state) -> hash(state);
      case FillResult.Rejected _ -> 7;
      case FillResult.Unavailable _ -> 8;
      case null -> 0;
      default -> throw new IllegalStateException("not a reply: " + reply);
    };
  }

  static long hash(GenerationState state) {
    return Hash.of(
        state.generation().token().hashCode(),
        state.leasedUntil().toEpochMilli(),
        state.savedAnswers());
  }
}
