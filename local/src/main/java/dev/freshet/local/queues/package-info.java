/** What stands between senders and the queues' server, so that messages can be late. */
@NullMarked
package dev.freshet.local.queues;

import org.jspecify.annotations.NullMarked;
