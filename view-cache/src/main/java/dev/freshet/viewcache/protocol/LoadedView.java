package dev.freshet.viewcache.protocol;

/**
 * A page as it was loaded from the table.
 *
 * @param etag strong, with its quotes
 */
public record LoadedView(String etag, String body) {}
