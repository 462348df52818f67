package dev.freshet.viewcache.memory;

import dev.freshet.viewcache.EdgeUntil;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.Heat;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that the cache holds of one view of one owner. Immutable, so that a checker copies and
 * compares states for nothing.
 *
 * @param pagesUntil when the pages expire, all together
 */
public record ViewSlot(
    Map<String, Envelope> pages,
    Instant pagesUntil,
    Optional<Fence> fence,
    Instant fenceUntil,
    Optional<EdgeMark> mark,
    Optional<HotSpell> spell) {

  static final ViewSlot EMPTY =
      new ViewSlot(
          Map.of(),
          Instant.EPOCH,
          Optional.empty(),
          Instant.EPOCH,
          Optional.empty(),
          Optional.empty());

  /** The same without what has expired by now. */
  ViewSlot at(Instant now) {
    ViewSlot slot = this;
    if (!pages.isEmpty() && !pagesUntil.isAfter(now)) {
      slot = slot.withoutPages();
    }
    if (fence.isPresent() && !fenceUntil.isAfter(now)) {
      slot = slot.withoutFence();
    }
    if (mark.isPresent() && !mark.get().until().isAfter(now)) {
      slot = slot.withoutMark();
    }
    if (spell.isPresent() && !spell.get().until().isAfter(now)) {
      slot = slot.cooled();
    }
    return slot;
  }

  /** The page, if it is there and was not loaded before that. */
  Optional<Envelope> find(String page, Instant notBefore) {
    return Optional.ofNullable(pages.get(page))
        .filter(envelope -> !envelope.loadedAt().isBefore(notBefore));
  }

  /** The fence, the candidate if there was none, living on until then. */
  ViewSlot fenced(Fence candidate, Instant until) {
    return new ViewSlot(
        pages, pagesUntil, Optional.of(fence.orElse(candidate)), until, mark, spell);
  }

  /** With one page more. The first page says how long they all live. */
  ViewSlot filled(String page, Envelope envelope, Instant until, int mostPages) {
    boolean full = pages.size() >= mostPages && !pages.containsKey(page);
    Map<String, Envelope> filled = full ? new HashMap<>() : new HashMap<>(pages);
    Instant expiry = filled.isEmpty() ? until : pagesUntil;
    filled.put(page, envelope);
    return new ViewSlot(Map.copyOf(filled), expiry, fence, fenceUntil, mark, spell);
  }

  /** After an answer that the edge may keep for as long as goes with the heat. */
  ViewSlot answered(EdgeUntil edgeUntil) {
    ViewSlot marked = marked(edgeUntil.at(heat()));
    return edgeUntil.hot().equals(Instant.EPOCH) ? marked : marked.afterAnswer();
  }

  private ViewSlot afterAnswer() {
    return new ViewSlot(
        pages, pagesUntil, fence, fenceUntil, mark, spell.flatMap(HotSpell::afterAnswer));
  }

  private ViewSlot marked(Instant edgeUntil) {
    if (edgeUntil.equals(Instant.EPOCH)) {
      return this;
    }
    EdgeMark raised = mark.orElse(EdgeMark.NONE).raisedTo(edgeUntil);
    return new ViewSlot(pages, pagesUntil, fence, fenceUntil, Optional.of(raised), spell);
  }

  ViewSlot markTaken(EvictionId id) {
    return new ViewSlot(
        pages, pagesUntil, fence, fenceUntil, mark.map(found -> found.taken(id)), spell);
  }

  ViewSlot withoutPages() {
    return new ViewSlot(Map.of(), Instant.EPOCH, fence, fenceUntil, mark, spell);
  }

  ViewSlot withoutFence() {
    return new ViewSlot(pages, pagesUntil, Optional.empty(), Instant.EPOCH, mark, spell);
  }

  ViewSlot withoutMark() {
    return new ViewSlot(pages, pagesUntil, fence, fenceUntil, Optional.empty(), spell);
  }

  Heat heat() {
    return spell.isPresent() ? Heat.HOT : Heat.COOL;
  }

  /** When the view cools if nothing else happens to it; empty if it is cool. */
  public Optional<Instant> hotUntil() {
    return spell.map(HotSpell::until);
  }

  /** Hot, if the eviction may cost a purge or the view was hot before. */
  ViewSlot evicted(Instant until) {
    boolean hot = mark.isPresent() || spell.isPresent();
    return hot
        ? new ViewSlot(
            pages, pagesUntil, fence, fenceUntil, mark, Optional.of(HotSpell.beginning(until)))
        : this;
  }

  ViewSlot cooled() {
    return new ViewSlot(pages, pagesUntil, fence, fenceUntil, mark, Optional.empty());
  }
}
