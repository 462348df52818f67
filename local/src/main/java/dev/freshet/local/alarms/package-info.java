/** The template's alarms, evaluated on what happens in the local system. */
@NullMarked
package dev.freshet.local.alarms;

import org.jspecify.annotations.NullMarked;
