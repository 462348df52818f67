/** What the servers promise to those who start them. */
@NullMarked
package dev.freshet.servers;

import org.jspecify.annotations.NullMarked;
