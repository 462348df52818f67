package dev.freshet.viewcache.protocol;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;

/** Discard the view's pages: one of them is not the owner's. */
public final class DiscardStep implements Step {
  private final Course course;

  DiscardStep(Course course) {
    this.course = course;
  }

  public Owner owner() {
    return course.request().owner();
  }

  public ViewName view() {
    return course.request().view().name();
  }

  /** Goes on: what is loaded now is not cached, the next read begins anew. */
  public LoadStep discarded() {
    return LoadStep.uncached(course, Decision.OWNER_MISMATCH);
  }

  /** Goes on without: every later read checks the owner, too. */
  public LoadStep away() {
    course.tell(Decision.AWAY);
    return discarded();
  }
}
