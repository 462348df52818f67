package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.EdgeUntil;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Heat;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import java.time.Instant;

/** Read the cache. */
public final class ReadStep implements Step {
  private final Course course;
  private final EdgeOffer edge;

  ReadStep(Course course, Instant madeAt) {
    this.course = course;
    this.edge = course.edgeOffer(madeAt);
  }

  public PageKey key() {
    return course.request().key();
  }

  public Instant notBefore() {
    return course.notBefore();
  }

  public EdgeUntil edgeUntil() {
    return course.edgeUntil(edge);
  }

  /** Goes on with what was found. */
  public Step found(Lookup lookup, Instant now) {
    return switch (lookup) {
      case Lookup.Hit(Envelope page, Heat heat)
          when page.owner().equals(course.request().owner()) ->
          hit(page, heat, now);
      case Lookup.Hit _, Lookup.Unreadable _ -> mismatch();
      case Lookup.Miss miss -> miss(miss);
      case Lookup.Away _ -> away();
    };
  }

  private Answer hit(Envelope page, Heat heat, Instant now) {
    course.tell(Decision.HIT);
    return course.answer(page, Answer.Source.CACHE, edge, heat, now);
  }

  private LoadStep miss(Lookup.Miss miss) {
    course.tell(Decision.MISS);
    return LoadStep.fenced(course, miss.fence());
  }

  private LoadStep away() {
    course.tell(Decision.AWAY);
    return LoadStep.uncached(course, Decision.AWAY);
  }

  private DiscardStep mismatch() {
    course.tell(Decision.OWNER_MISMATCH);
    return new DiscardStep(course);
  }
}
