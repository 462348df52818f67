package dev.freshet.viewcache.memory;

import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.GenerationState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that the cache holds of one view of one owner. Immutable, so that a checker copies and
 * compares states at no cost.
 *
 * @param life the pages and what is kept with them; empty if there is no page
 */
public record ViewSlot(Optional<Life> life, Optional<Fence> fence, Instant fenceUntil) {
  static final ViewSlot EMPTY = new ViewSlot(Optional.empty(), Optional.empty(), Instant.EPOCH);

  /**
   * One generation.
   *
   * @param until when the pages expire, all together: the last fill decides
   * @param leasedUntil {@link GenerationState#NOT_LEASED} if there is no lease
   * @param turnUntil until then no other caller may grant a lease
   */
  public record Life(
      Generation generation,
      Map<String, Envelope> pages,
      Instant until,
      Instant leasedUntil,
      long saved,
      Instant turnUntil) {
    static Life of(Generation generation, Instant until) {
      return new Life(generation, Map.of(), until, GenerationState.NOT_LEASED, 0, Instant.EPOCH);
    }

    GenerationState state(Instant now) {
      return new GenerationState(generation, leasedUntil, turnUntil.isAfter(now) ? 0 : saved);
    }

    /** For an answer that was not counted. */
    GenerationState withoutCount() {
      return new GenerationState(generation, leasedUntil, 0);
    }

    boolean isLeased() {
      return leasedUntil.isAfter(GenerationState.NOT_LEASED);
    }

    private Life with(String page, Envelope envelope, Instant pageUntil) {
      Map<String, Envelope> more = new HashMap<>(pages);
      more.put(page, envelope);
      return new Life(generation, Map.copyOf(more), pageUntil, leasedUntil, saved, turnUntil);
    }

    Life counted() {
      return new Life(generation, pages, until, leasedUntil, saved + 1, turnUntil);
    }

    Life withTurn(Instant turnEnds) {
      return new Life(generation, pages, until, leasedUntil, saved, turnEnds);
    }

    Life leased(Instant leaseEnds) {
      Instant later = leaseEnds.isAfter(leasedUntil) ? leaseEnds : leasedUntil;
      return new Life(generation, pages, until, later, 0, turnUntil);
    }
  }

  /** The same without what has expired by now. */
  ViewSlot at(Instant now) {
    ViewSlot slot = this;
    if (life.isPresent() && !life.get().until().isAfter(now)) {
      slot = slot.withoutPages();
    }
    if (fence.isPresent() && !fenceUntil.isAfter(now)) {
      slot = slot.withoutFence();
    }
    return slot;
  }

  /** The life, if it is of this generation. */
  Optional<Life> of(Generation generation) {
    return life.filter(living -> living.generation().equals(generation));
  }

  /** The pages; empty if there is none. */
  public Map<String, Envelope> pages() {
    return life.map(Life::pages).orElse(Map.of());
  }

  /** The page, if it is there and was not loaded before that. */
  Optional<Envelope> find(String page, Instant notBefore) {
    return Optional.ofNullable(pages().get(page))
        .filter(envelope -> !envelope.loadedAt().isBefore(notBefore));
  }

  /** The fence, the candidate if there was none, living on until then. */
  ViewSlot fenced(Fence candidate, Instant until) {
    return new ViewSlot(life, Optional.of(fence.orElse(candidate)), until);
  }

  /** With one page more. A page over the limit drops all others and begins a new generation. */
  ViewSlot filled(
      String page, Envelope envelope, Instant until, Generation candidate, int mostPages) {
    boolean full = pages().size() >= mostPages && !pages().containsKey(page);
    Life before = life.filter(_ -> !full).orElseGet(() -> Life.of(candidate, until));
    return with(before.with(page, envelope, until));
  }

  ViewSlot with(Life changed) {
    return new ViewSlot(Optional.of(changed), fence, fenceUntil);
  }

  ViewSlot withoutPages() {
    return new ViewSlot(Optional.empty(), fence, fenceUntil);
  }

  ViewSlot withoutFence() {
    return new ViewSlot(life, Optional.empty(), Instant.EPOCH);
  }
}
