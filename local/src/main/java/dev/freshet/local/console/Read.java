package dev.freshet.local.console;

import org.jspecify.annotations.Nullable;

/**
 * A read of a view. Times are epoch milliseconds.
 *
 * @param at when it was answered
 * @param source edge, redis, table, or what else the answer says
 * @param result the edge's word: Hit, RefreshHit, Miss or Error
 * @param loadedAt when the table was read for what it shows, at the earliest; null: not known
 * @param life how long the edge may keep it, in seconds
 * @param fresh the time of the commit that it was to show; null: none was named
 */
record Read(
    long at,
    String user,
    String view,
    String path,
    int status,
    String source,
    String result,
    long ms,
    @Nullable Long loadedAt,
    long life,
    @Nullable Long fresh) {}
