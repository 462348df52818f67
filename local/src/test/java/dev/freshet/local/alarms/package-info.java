@NullMarked
package dev.freshet.local.alarms;

import org.jspecify.annotations.NullMarked;
