package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.ViewKey;

/** Discard the view's pages: one of them is not the owner's. */
public final class DiscardStep implements Step {
  private final ReadContext context;

  DiscardStep(ReadContext context) {
    this.context = context;
  }

  public ViewKey view() {
    return context.request().key().viewKey();
  }

  /** Goes on: what is loaded now is not cached, the next read begins anew. */
  public LoadStep discarded() {
    return LoadStep.uncached(context, Decision.OWNER_MISMATCH);
  }

  /** Goes on without: every later read checks the owner, too. */
  public LoadStep unavailable() {
    context.tell(Decision.UNAVAILABLE);
    return discarded();
  }
}
