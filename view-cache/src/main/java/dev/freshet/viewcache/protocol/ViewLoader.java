package dev.freshet.viewcache.protocol;

import java.util.List;

/** Makes pages from the table. */
public interface ViewLoader {

  /**
   * Reads the items of these pages with strongly consistent reads of the base table: an older state
   * that is filled after its eviction would stay for the whole lifetime of the view. Returns the
   * pages in the order of the requests, at least one.
   */
  List<LoadedView> load(List<ViewRequest> requests);
}
