/**
 * What the functions agree on about purging the edge: what was spent, what Redis' memory looked
 * like when, and how long new answers may live at the edge. In a table of its own, as the main
 * table's stream would take every count for a change of somebody's data.
 */
@NullMarked
package dev.freshet.table.governor;

import org.jspecify.annotations.NullMarked;
