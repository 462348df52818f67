/**
 * What operators do to a running system, by AWS's own APIs: the same on this machine and on AWS.
 */
@NullMarked
package dev.freshet.operations;

import org.jspecify.annotations.NullMarked;
