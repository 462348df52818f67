package dev.freshet.viewcache.protocol;

/** Makes a page from the table. */
@FunctionalInterface
public interface ViewLoader {

  /**
   * Reads the page's items, strongly consistently and from the base table: an older state that
   * arrives after its eviction would stay for the whole lifetime of the view.
   */
  LoadedView load();
}
