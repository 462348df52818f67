package dev.freshet.viewcache.protocol;

import java.util.List;

/** Makes pages from the table. */
public interface ViewLoader {

  /**
   * Reads the items of these pages, strongly consistently and from the base table: an older state
   * that arrives after its eviction would stay for the whole lifetime of the view. Returns the
   * pages in the order of the requests, of which there is at least one.
   */
  List<LoadedView> load(List<ViewRequest> requests);
}
