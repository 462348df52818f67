package dev.freshet.local.console;

import java.util.List;

/**
 * What a console shows.
 *
 * @param kind local or stack
 * @param since since when it counts, in epoch milliseconds; 0: since the system started
 * @param missing what cannot be shown of it, a sentence each
 */
record Source(String kind, String name, boolean readOnly, long since, List<String> missing) {}
